import { cancel, jobs, noEffect, schemas, type Case } from "../support/case.ts";

/** In which form bodies and results come, and with which status. */
export const mediaTypes: readonly Case[] = [
  {
    name: "media type changed",
    from: { [`${schemas}/CreateJob/properties/note`]: { type: "string" } },
    edits: {
      [`${jobs}/post/requestBody/content`]: {
        "application/x-www-form-urlencoded": { schema: { $ref: `${schemas}/CreateJob` } },
      },
    },
    want: [["major", "wire only", "The body is sent as `application/x-www-form-urlencoded`"]],
    first: {
      pointer: "#/paths/~1jobs/post/requestBody/content/application~1x-www-form-urlencoded",
      alsoAt: ["#/paths/~1jobs/post/requestBody/content/application~1json"],
      before: "application/json",
      after: "application/x-www-form-urlencoded",
      action:
        "Check the body against its type; whatever stands in for the API (proxy, mock) has to know the new form.",
    },
  },
  {
    name: "media type changed to one that has no null",
    edits: {
      [`${jobs}/post/requestBody/content`]: {
        "application/x-www-form-urlencoded": { schema: { $ref: `${schemas}/CreateJob` } },
      },
    },
    want: [
      ["major", "caller", "`CreateJob.note` may no longer be `null`"],
      ["major", "wire only", "The body is sent as `application/x-www-form-urlencoded`"],
    ],
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
    want: [["major", "caller", "Success is answered with `201`"]],
    compilerDisagrees: "the program calls methods, and looks no type up by its status",
    first: {
      pointer: "#/paths/~1jobs/post/responses",
      before: "200",
      after: "201",
      action:
        "Calls stay as they are: the client takes any 2xx for a success. Look types up in the exported `paths` by the new status.",
    },
  },
  {
    name: "result added",
    edits: {
      "#/paths/~1jobs~1{job_id}/delete/responses": {
        "200": {
          description: "Done.",
          content: { "application/json": { schema: { $ref: `${schemas}/Job` } } },
        },
      },
    },
    want: [
      ["major", "caller", "Success is answered with `200`"],
      ["minor", "reader of results", "`result` is `Job` now; there was none"],
    ],
    compilerDisagrees: "the program calls methods, and looks no type up by its status",
  },
  {
    name: "content said of a response that has none in HTTP",
    edits: {
      "#/paths/~1jobs~1{job_id}/delete/responses/204/content": {
        "application/json": { schema: { $ref: `${schemas}/Job` } },
      },
    },
    want: [noEffect("One place of the document differs")],
  },
  {
    name: "result taken away",
    edits: { [`${cancel}/post/responses`]: { "204": { description: "Done." } } },
    want: [
      ["major", "reader of results", "`result` has another type: `nothing` instead of `Job`"],
      ["major", "caller", "Success is answered with `204`"],
    ],
  },
];
