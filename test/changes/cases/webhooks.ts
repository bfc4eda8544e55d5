import { text, type Case } from "../support/case.ts";

/** What the API sends of its own accord. */
export const webhooks: readonly Case[] = [
  {
    name: "webhook removed",
    edits: { "#/webhooks/done": undefined },
    want: [["major", "reader of results", "Webhook `done` is no longer sent"]],
    compilerDisagrees: "the program uses nothing that its methods don't give",
    first: {
      pointer: "#/webhooks/done",
      before: "POST application/json",
      action: "Do not wait for it.",
      gone: true,
    },
  },
  {
    name: "webhook added",
    edits: {
      "#/webhooks/failed": {
        post: { requestBody: { content: { "application/json": { schema: text } } } },
      },
    },
    want: [["minor", "reader of results", "Webhook `failed` is new"]],
  },
];
