import { isObject, keysOf, pointer, type JsonObject } from "../json.ts";
import { say } from "./phrase.ts";
import { schemaPointer } from "./places.ts";
import type { Entry } from "./report.ts";
import { followPointer, objectAt, type Side } from "./side.ts";

/** What the API sends of its own accord. The client has no method for it, but its type is among those that ship. */
export interface Payload {
  readonly webhook: string;
  /** `POST application/json` */
  readonly sentAs: string;
  /** `#/webhooks/done` */
  readonly node: string;
  /** Where its schema is. */
  readonly place: string;
  /** TypeScript text of its type, beside `schema.ts`. */
  readonly type: string;
}

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** The payloads of a document's webhooks, each under a key that tells it from the others. */
export function payloadsOf({ document }: Side): Map<string, Payload> {
  const names = Object.keys(isObject(document.webhooks) ? document.webhooks : {});
  const payloads = names.flatMap((webhook) =>
    methods.flatMap((method) => payloadsIn(document, webhook, method)),
  );
  return new Map(payloads.map((payload) => [`${payload.node} ${payload.sentAs}`, payload]));
}

function payloadsIn(document: JsonObject, webhook: string, method: string): Payload[] {
  const node = pointer("webhooks", webhook);
  const pathItem = followPointer(document, node);
  const body = `${pathItem}/${method}/requestBody`;
  const [root = "", ...keys] = keysOf(pathItem);
  const type = [...keys, method, "requestBody"].reduce(lookUp, root);
  const { content } = objectAt(document, body);
  return Object.keys(isObject(content) ? content : {}).map((mediaType) => ({
    webhook,
    sentAs: `${method.toUpperCase()} ${mediaType}`,
    node,
    place: schemaPointer(document, body, mediaType),
    type: lookUp(`NonNullable<${type}>["content"]`, mediaType),
  }));
}

function lookUp(type: string, key: string): string {
  return `${type}[${JSON.stringify(key)}]`;
}

/** Payloads that are sent no more, or newly. What they hold shows in the types. */
export function webhookChanges(base: Side, head: Side): Entry[] {
  const [olds, news] = [payloadsOf(base), payloadsOf(head)];
  const gone = [...olds].filter(([key]) => !news.has(key));
  const added = [...news].filter(([key]) => !olds.has(key));
  const place = { audience: "reader of results", operations: [] } as const;
  return [
    ...gone.map(([, { webhook, sentAs, node }]): Entry => {
      const what = say`Webhook ${webhook} is no longer sent`;
      const action = say`Do not wait for it.`;
      const before = sentAs;
      return { ...place, verdict: "major", pointer: node, gone: true, what, before, action };
    }),
    ...added.map(([, { webhook, sentAs, node }]): Entry => {
      const what = say`Webhook ${webhook} is new`;
      const action = say`Nothing to do.`;
      return { ...place, verdict: "minor", pointer: node, what, after: sentAs, action };
    }),
  ];
}
