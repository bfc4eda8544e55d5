import { successStatuses } from "../../read-api/result.ts";
import { mediaTypesAt } from "../locate.ts";
import type { Entry } from "../report.ts";
import { listed, say } from "../sentence.ts";
import { bodyPointer, resultPointer, type MethodPair } from "../side.ts";

/** In what form bodies are sent. */
export function bodyTypeChanges({ base, head }: MethodPair): Entry[] {
  const [before, after] = [base.operation.body?.mediaType, head.operation.body?.mediaType];
  if (before === undefined || after === undefined || isSame(before, after)) return [];
  const accepted = mediaTypesAt(head.document, `${head.pointer}/requestBody`);
  const stillAccepted = accepted.some((type) => isSame(type, before));
  return [
    {
      verdict: stillAccepted ? "minor" : "major",
      audience: "wire only",
      operations: [head.name],
      pointer: contentPointer(bodyPointer(head)),
      alsoAt: [contentPointer(bodyPointer(base))],
      what: say`The body is sent as ${after}`,
      before,
      after,
      action: stillAccepted
        ? say`Nothing to do: the API accepts both.`
        : say`Check the body against its type; whatever stands in for the API (proxy, mock) has to know the new form.`,
    },
  ];
}

/** In what form results come. */
export function resultTypeChanges({ base, head }: MethodPair): Entry[] {
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
      pointer: contentPointer(resultPointer(head)),
      alsoAt: [contentPointer(resultPointer(base))],
      what: say`The result comes as ${listed(added)}`,
      before: old.join(", "),
      after: now.join(", "),
      action: sameValue ? undefined : say`Adapt the code that uses the result.`,
    },
  ];
}

/** Which statuses a success may have. The client takes any 2xx for one, and what they carry shows in the types. */
export function statusChanges({ base, head }: MethodPair): Entry[] {
  const [old, now] = [successStatuses(base.source), successStatuses(head.source)];
  if (old.every((status) => now.includes(status)) && old.length === now.length) return [];
  const declared = say`Success is answered with ${listed(now)}`;
  // The types of `./schema` are looked up by status.
  const isGone = old.some((status) => !now.includes(status));
  const calls = "the client takes any 2xx for a success.";
  return [
    {
      verdict: isGone ? "major" : "patch",
      audience: isGone ? "caller" : "wire only",
      operations: [head.name],
      pointer: `${head.pointer}/responses`,
      what: now.length === 0 ? say`No success is declared any more` : declared,
      before: old.join(", "),
      after: now.join(", "),
      action: isGone
        ? say`Calls stay as they are: ${[calls]} Look types up in the exported ${"paths"} by the new status.`
        : say`Nothing to do: ${[calls]}`,
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
