import { isObject, keysOf, pointer } from "../../json.ts";
import { fixedMethods } from "../../path-item.ts";
import { followPointer, mediaTypesAt, schemaPointer } from "../locate.ts";
import { pairBy, type Pair } from "../pair-by.ts";
import type { Entry } from "../report.ts";
import { say } from "../sentence.ts";
import type { Side } from "../side.ts";

/** What the API sends of its own accord. The client has no method for it, but its type is among those that ship. */
export interface Payload {
  readonly webhook: string;
  /** `POST application/json` */
  readonly sentAs: string;
  /** Tells it from the others. */
  readonly name: string;
  /** `#/webhooks/done` */
  readonly node: string;
  /** Where its schema is. */
  readonly pointer: string;
  /** TypeScript text of its type, beside `schema.ts`. */
  readonly type: string;
}

/** The payloads of a document's webhooks. */
export function payloadsOf({ document }: Side): Payload[] {
  const webhooks = Object.keys(isObject(document.webhooks) ? document.webhooks : {});
  return webhooks.flatMap((webhook) => {
    const node = pointer("webhooks", webhook);
    const pathItem = followPointer(document, node);
    return fixedMethods.flatMap((method) => {
      const body = `${pathItem}/${method}/requestBody`;
      const [root = "", ...keys] = keysOf(body);
      return mediaTypesAt(document, body).map((mediaType) => {
        const sentAs = `${method.toUpperCase()} ${mediaType}`;
        const type = `NonNullable<${root}${lookUp(...keys)}>${lookUp("content", mediaType)}`;
        const schema = schemaPointer(document, body, mediaType);
        return { webhook, sentAs, name: `${node} ${sentAs}`, node, pointer: schema, type };
      });
    });
  });
}

function lookUp(...keys: string[]): string {
  return keys.map((key) => `[${JSON.stringify(key)}]`).join("");
}

/** Payloads that are sent no more, or newly. What they hold shows in the types. */
export function webhookChanges({ base, head }: Pair<Side>): Entry[] {
  const { gone, added } = pairBy(payloadsOf(base), payloadsOf(head), ({ name }) => name);
  const common = { audience: "reader of results", operations: [] } as const;
  return [
    ...gone.map(({ webhook, sentAs, node }): Entry => {
      const what = say`Webhook ${webhook} is no longer sent`;
      const action = say`Do not wait for it.`;
      const before = sentAs;
      return { ...common, verdict: "major", pointer: node, gone: true, what, before, action };
    }),
    ...added.map(({ webhook, sentAs, node }): Entry => {
      const what = say`Webhook ${webhook} is new`;
      return { ...common, verdict: "minor", pointer: node, what, after: sentAs };
    }),
  ];
}
