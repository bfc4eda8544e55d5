import {
  addFile,
  cancel,
  createJob,
  job,
  jobs,
  schemas,
  text,
  wire,
  pathItem,
  type Case,
} from "./case.ts";

/** The changes every judge of a client has to get right: one thing each. */
export const singleChanges: readonly Case[] = [
  {
    name: "required property added to a request",
    edits: {
      [`${createJob}/owner`]: text,
      [`${schemas}/CreateJob/required`]: ["name", "kind", "owner"],
    },
    want: [["major", "caller", "`CreateJob.owner` is new and required"]],
  },
  {
    name: "optional property added to a request",
    edits: { [`${createJob}/owner`]: text },
    want: [["minor", "caller", "`CreateJob.owner` is new; it may be left out"]],
  },
  {
    name: "property removed from a request",
    edits: { [`${createJob}/retries`]: undefined },
    want: [["major", "caller", "`CreateJob.retries` is no longer accepted"]],
  },
  {
    name: "property removed from a response",
    edits: { [`${job}/label`]: undefined },
    want: [["major", "reader of results", "`Job.label` is gone"]],
  },
  {
    name: "response property made nullable",
    edits: { [`${job}/id`]: { type: ["string", "null"] } },
    want: [["major", "reader of results", "`Job.id` may be `null` now"]],
  },
  {
    name: "request enum value removed",
    edits: { [`${createJob}/kind/enum`]: ["copy"] },
    want: [["major", "caller", '`CreateJob.kind` no longer accepts `"sort"`']],
  },
  {
    name: "request enum value added",
    edits: { [`${createJob}/kind/enum`]: ["copy", "sort", "move"] },
    want: [["minor", "caller", '`CreateJob.kind` also accepts `"move"`']],
  },
  {
    name: "response enum value added",
    edits: { [`${job}/status/enum`]: ["running", "done", "failed"] },
    want: [["minor", "reader of results", '`Job.status` may also be `"failed"`']],
    compilerDisagrees: "the policy: the program insists on knowing every value",
  },
  {
    name: "type changed",
    edits: { [`${createJob}/retries`]: { type: "string", default: 3 } },
    want: [
      ["major", "caller", "`CreateJob.retries` has another type: `string` instead of `number`"],
    ],
  },
  {
    name: "field of the multipart body renamed",
    edits: {
      [`${addFile}/properties`]: {
        content: { type: "string", contentMediaType: "application/octet-stream" },
        comment: text,
        marks: { type: "array", items: text },
      },
      [`${addFile}/required`]: ["content"],
    },
    want: [["major", "caller", "`AddFile.data` was replaced by `content`"]],
  },
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
    name: "operationId renamed",
    edits: { [`${jobs}/post/operationId`]: "startJob" },
    want: [["major", "caller", "Method `createJob` is called `startJob` now"]],
  },
  {
    name: "operation removed",
    edits: { [cancel]: undefined },
    want: [["major", "caller", "Method `cancelJob` of `JobsApi` is gone"]],
  },
  {
    name: "path changed under the same operationId",
    edits: {
      "#/paths/~1jobs~1{job_id}~1stop": pathItem("/jobs/{job_id}/cancel"),
      [cancel]: undefined,
    },
    want: [["major", "wire only", "Requests go to another path"]],
    compilerDisagrees: wire,
  },
  {
    name: "parameter made required",
    edits: { [`${jobs}/get/parameters/0/required`]: true },
    want: [["major", "caller", "query parameter `limit` is required now"]],
  },
  {
    name: "optional response property made required",
    edits: { [`${schemas}/Job/required`]: ["id", "status", "outcome", "steps", "label"] },
    want: [["minor", "reader of results", "`Job.label` is always there now"]],
  },
  {
    name: "description edited",
    edits: { [`${jobs}/post/description`]: "Starts a new job." },
    want: [["patch", "docs only", "Description of `createJob` edited"]],
  },
  {
    name: "default changed",
    edits: { [`${createJob}/retries/default`]: 5 },
    want: [["major", "caller", "`CreateJob.retries` is `5` if it is left out"]],
    compilerDisagrees: "types don't show what the server does with what is left out",
  },
  {
    name: "security changed",
    edits: { "#/security": [{ Cookie: [] }] },
    want: [["major", "caller", "Authentication has changed"]],
    compilerDisagrees: "types don't show which credentials are accepted",
  },
  {
    name: "server changed",
    edits: { "#/servers/0/url": "https://api.example.org/v1" },
    want: [["major", "wire only", "Requests go to another server by default"]],
    compilerDisagrees: wire,
  },
];
