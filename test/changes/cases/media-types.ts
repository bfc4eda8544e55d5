import { cancel, jobs, schemas, wire, type Case } from "../support/case.ts";

/** In which form bodies and results come, and with which status. */
export const mediaTypes: readonly Case[] = [
  {
    name: "media type changed",
    edits: {
      [`${jobs}/post/requestBody/content`]: {
        "application/x-www-form-urlencoded": { schema: { $ref: `${schemas}/CreateJob` } },
      },
    },
    want: [["major", "wire only", "The body is sent as `application/x-www-form-urlencoded`"]],
    compilerDisagrees: wire,
  },
  {
    name: "result of another media type",
    edits: {
      [`${jobs}/post/responses/200/content`]: {
        "text/event-stream": { schema: { $ref: `${schemas}/Job` } },
      },
    },
    want: [
      [
        "major",
        "reader of results",
        "`result` has another type: `ReadableStream<Uint8Array>` instead of `Job`",
      ],
      ["major", "reader of results", "The result comes as `text/event-stream`"],
    ],
  },
  {
    name: "success status changed",
    edits: {
      [`${jobs}/post/responses`]: {
        "201": {
          description: "Done.",
          content: { "application/json": { schema: { $ref: `${schemas}/Job` } } },
        },
      },
    },
    want: [["patch", "wire only", "Success is answered with `201`"]],
  },
  {
    name: "result added",
    edits: {
      "#/paths/~1jobs~1{job_id}/delete/responses/204/content": {
        "application/json": { schema: { $ref: `${schemas}/Job` } },
      },
    },
    want: [["minor", "reader of results", "`result` is `Job` now; there was none"]],
  },
  {
    name: "result taken away",
    edits: { [`${cancel}/post/responses`]: { "204": { description: "Done." } } },
    want: [
      ["major", "reader of results", "`result` has another type: `nothing` instead of `Job`"],
      ["patch", "wire only", "Success is answered with `204`"],
    ],
  },
];
