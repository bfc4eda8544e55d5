import { isObject } from "../../json.ts";
import { listed, say } from "../phrase.ts";
import { bodyPointer, resultPointer } from "../places.ts";
import type { Entry } from "../report.ts";
import { objectAt, type MethodPair, type Side } from "../side.ts";

/** In what form bodies are sent and results come. */
export function mediaTypeChanges(pair: MethodPair, base: Side, head: Side): Entry[] {
  const old = {
    body: bodyPointer(base.document, pair.base),
    result: resultPointer(base.document, pair.base),
  };
  return [
    ...bodyChange(pair, head).map((entry) => ({ ...entry, alsoAt: [contentPointer(old.body)] })),
    ...resultChange(pair, head).map((entry) => ({
      ...entry,
      alsoAt: [contentPointer(old.result)],
    })),
  ];
}

function bodyChange({ base, head }: MethodPair, { document }: Side): Entry[] {
  const [before, after] = [base.operation.body?.mediaType, head.operation.body?.mediaType];
  if (before === undefined || after === undefined || isSame(before, after)) return [];
  const { content } = objectAt(document, `${head.pointer}/requestBody`);
  const stillAccepted = Object.keys(isObject(content) ? content : {}).some((type) =>
    isSame(type, before),
  );
  return [
    {
      verdict: stillAccepted ? "minor" : "major",
      audience: "wire only",
      operations: [head.name],
      pointer: contentPointer(bodyPointer(document, head)),
      what: say`The body is sent as ${after}`,
      before,
      after,
      action: stillAccepted
        ? say`Nothing to do: the API accepts both.`
        : say`Check the body against its type; whatever stands in for the API (proxy, mock) has to know the new form.`,
    },
  ];
}

function resultChange({ base, head }: MethodPair, { document }: Side): Entry[] {
  const [old, now] = [base.operation.result.mediaTypes, head.operation.result.mediaTypes];
  const gone = old.filter((type) => !now.some((other) => isSame(type, other)));
  const added = now.filter((type) => !old.some((other) => isSame(type, other)));
  if (gone.length === 0 || added.length === 0) return [];
  const sameValue = gone.every((type) =>
    added.some((other) => decodingOf(type) === decodingOf(other)),
  );
  return [
    {
      verdict: sameValue ? "minor" : "major",
      audience: sameValue ? "wire only" : "reader of results",
      operations: [head.name],
      pointer: contentPointer(resultPointer(document, head)),
      what: say`The result comes as ${listed(added)}`,
      before: old.join(", "),
      after: now.join(", "),
      action: sameValue ? say`Nothing to do.` : say`Adapt the code that uses the result.`,
    },
  ];
}

function isSame(one: string, other: string): boolean {
  const plain = (type: string) => type.toLowerCase().replace(/\s+/g, "");
  return plain(one) === plain(other);
}

/** What the client makes of a media type: values of different ones are no substitute for each other. */
function decodingOf(mediaType: string): string {
  if (/[/+]json\s*(;|$)/i.test(mediaType)) return "JSON";
  if (/^text\/event-stream/i.test(mediaType)) return "stream";
  return /^text\//i.test(mediaType) ? "text" : "bytes";
}

/** From a schema to the content entry it stands in. */
function contentPointer(schema: string): string {
  return schema.replace(/\/schema$/, "");
}
