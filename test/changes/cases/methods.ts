import { cancel, jobs, pathItem, text, type Case } from "../support/case.ts";

/** Methods, their names and their arguments. */
export const methods: readonly Case[] = [
  {
    name: "operationId renamed",
    edits: { [`${jobs}/post/operationId`]: "startJob" },
    want: [["major", "caller", "Method `createJob` is called `startJob` now"]],
    first: {
      pointer: "#/paths/~1jobs/post/operationId",
      before: "createJob",
      after: "startJob",
      action: "Call `startJob` instead.",
    },
  },
  {
    name: "operation removed",
    edits: { [cancel]: undefined },
    want: [["major", "caller", "Method `cancelJob` of `JobsApi` is gone"]],
    first: {
      pointer: "#/paths/~1jobs~1{job_id}~1cancel/post",
      before: "POST /jobs/{job_id}/cancel",
      action: "Stop calling it.",
      gone: true,
    },
  },
  {
    name: "operation deprecated",
    edits: { [`${jobs}/post/deprecated`]: true },
    want: [["minor", "caller", "Method `createJob` is deprecated"]],
  },
  {
    name: "tag renamed",
    edits: {
      [`${jobs}/get/tags`]: ["Tasks"],
      [`${jobs}/post/tags`]: ["Tasks"],
      "#/paths/~1jobs~1{job_id}~1files/post/tags": ["Tasks"],
      "#/paths/~1jobs~1{job_id}/delete/tags": ["Tasks"],
      "#/paths/~1jobs~1{job_id}~1labels/put/tags": ["Tasks"],
      [`${cancel}/post/tags`]: ["Tasks"],
    },
    want: [
      ["major", "caller", "Method `listJobs` moved from `JobsApi` to `TasksApi`"],
      ["major", "caller", "Method `createJob` moved from `JobsApi` to `TasksApi`"],
      ["major", "caller", "Method `addFile` moved from `JobsApi` to `TasksApi`"],
      ["major", "caller", "Method `deleteJob` moved from `JobsApi` to `TasksApi`"],
      ["major", "caller", "Method `labelJob` moved from `JobsApi` to `TasksApi`"],
      ["major", "caller", "Method `cancelJob` moved from `JobsApi` to `TasksApi`"],
      ["major", "caller", "Class `JobsApi` is gone"],
      ["minor", "caller", "Class `TasksApi` is new"],
    ],
  },
  {
    name: "first optional parameter of an operation",
    edits: {
      [`${cancel}/post/parameters/1`]: { name: "reason", in: "query", schema: text },
    },
    want: [
      ["major", "caller", "An argument `params` may be given now, before `options`"],
      ["minor", "caller", "query parameter `reason` is new; it may be left out"],
    ],
  },
  {
    name: "path parameter renamed",
    edits: {
      "#/paths/~1jobs~1{id}~1cancel": {
        post: {
          ...pathItem("/jobs/{job_id}/cancel").post,
          parameters: [{ name: "id", in: "path", required: true, schema: text }],
        },
      },
      [cancel]: undefined,
    },
    want: [
      [
        "major",
        "caller",
        "Path `/jobs/{job_id}/cancel` is `/jobs/{id}/cancel` in the exported `paths`",
      ],
    ],
    first: {
      before: "/jobs/{job_id}/cancel",
      after: "/jobs/{id}/cancel",
      action:
        "Calls of methods stay as they are. Look types up, and call the client, by the new path.",
    },
    compilerDisagrees: "the program calls methods, and looks no type up by its path",
  },
  {
    name: "optional body added",
    edits: {
      [`${cancel}/post/requestBody`]: {
        content: { "application/json": { schema: { type: "object", properties: { why: text } } } },
      },
    },
    want: [["major", "caller", "A `body` may be given now, before `options`"]],
  },
  {
    name: "body made optional",
    edits: { [`${jobs}/post/requestBody/required`]: false },
    want: [["minor", "caller", "`body` may be left out now"]],
  },
];
