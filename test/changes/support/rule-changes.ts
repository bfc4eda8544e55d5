import { baseDocument } from "./base-document.ts";
import { cancel, createJob, job, jobs, schemas, text, wire, pathItem, type Case } from "./case.ts";

const files = "#/paths/~1jobs~1{job_id}~1files";

/** Changes that types don't show, or not as what they are. */
export const ruleChanges: readonly Case[] = [
  {
    name: "limit tightened in a request",
    edits: { [`${createJob}/name/maxLength`]: 32 },
    want: [["major", "caller", "`CreateJob.name` has a tighter limit: `maxLength: 32`"]],
    compilerDisagrees: "types don't show limits",
  },
  {
    name: "limit of a parameter widened",
    edits: { [`${jobs}/get/parameters/0/schema/maximum`]: 500 },
    want: [["minor", "caller", "query parameter `limit` has a wider limit: `maximum: 500`"]],
  },
  {
    name: "parameter sent in another style",
    edits: { [`${jobs}/get/parameters/1/explode`]: false },
    want: [["major", "wire only", "query parameter `tags` is sent in another form"]],
    compilerDisagrees: wire,
  },
  {
    name: "form field sent as JSON",
    edits: {
      "#/paths/~1jobs~1{job_id}~1files/post/requestBody/content/multipart~1form-data/encoding": {
        comment: { contentType: "application/json" },
      },
    },
    want: [["major", "wire only", "Form field `AddFile.comment` is sent in another form"]],
    compilerDisagrees: wire,
  },
  {
    name: "form field sent in another style",
    edits: {
      "#/paths/~1jobs~1{job_id}~1files/post/requestBody/content/multipart~1form-data/encoding": {
        marks: { style: "pipeDelimited", explode: false },
      },
    },
    want: [["major", "wire only", "Form field `AddFile.marks` is sent in another form"]],
    compilerDisagrees: wire,
  },
  {
    name: "field of an urlencoded body sent in another style",
    edits: {
      "#/paths/~1jobs~1{job_id}~1labels/put/requestBody/content/application~1x-www-form-urlencoded/encoding":
        { labels: { explode: false } },
    },
    want: [["major", "wire only", "Form field `body.labels` is sent in another form"]],
    compilerDisagrees: wire,
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
    want: [["patch", "docs only", "Path arguments have other names"]],
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
    name: "schema renamed",
    edits: {
      [`${schemas}/Summary`]: {
        type: "object",
        required: ["lines"],
        properties: { lines: { type: "integer" } },
      },
      [`${schemas}/Report`]: undefined,
      [`${job}/outcome/anyOf/0/$ref`]: `${schemas}/Summary`,
    },
    want: [
      ["major", "caller", "Type `Report` is no longer exported"],
      ["minor", "caller", "Type `Summary` is new"],
    ],
  },
  {
    name: "version in the server's URL moved into the paths",
    edits: {
      "#/servers/0/url": "https://api.example.com",
      "#/paths": Object.fromEntries(
        Object.entries(baseDocument().paths as object).map(([path, item]) => [`/v1${path}`, item]),
      ),
    },
    want: [
      ["minor", "wire only", "Requests go to another server by default"],
      ["minor", "wire only", "Requests go to another path"],
      ["minor", "wire only", "Requests go to another path"],
      ["minor", "wire only", "Requests go to another path"],
      ["minor", "wire only", "Requests go to another path"],
      ["minor", "wire only", "Requests go to another path"],
      ["minor", "wire only", "Requests go to another path"],
    ],
  },
  {
    name: "an operation gets a server of its own",
    edits: { [`${jobs}/post/servers`]: [{ url: "https://eu.example.com/v1" }] },
    want: [["major", "caller", "Calls have a server of their own now"]],
    compilerDisagrees: wire,
  },
  {
    name: "so do all of a path",
    edits: { [`${jobs}/servers`]: [{ url: "https://eu.example.com/v1" }] },
    want: [["major", "caller", "Calls have a server of their own now"]],
    compilerDisagrees: wire,
  },
  {
    name: "server of an operation changed",
    edits: { [`${files}/servers/0/url`]: "https://eu.example.com/v1" },
    want: [["major", "caller", "Calls have another server of their own"]],
    compilerDisagrees: wire,
  },
  {
    name: "server of an operation taken away",
    edits: { [`${files}/servers`]: undefined },
    want: [["major", "caller", "Calls have no server of their own any more"]],
    compilerDisagrees: wire,
  },
  {
    name: "server of an operation moved from its path to itself",
    edits: {
      [`${files}/servers`]: undefined,
      [`${files}/post/servers`]: [
        { url: "https://{name}.example.com/v1/", variables: { name: { default: "files" } } },
      ],
    },
    want: [
      [
        "patch",
        "docs only",
        "2 places of the document differ, without effect on any method or model",
      ],
    ],
  },
  {
    name: "every operation moved to the server of one",
    edits: { "#/servers/0/url": "https://files.example.com/v1" },
    want: [
      ["major", "wire only", "Requests go to another server by default"],
      ["minor", "caller", "Calls have no server of their own any more"],
    ],
    compilerDisagrees: wire,
  },
  {
    name: "another way to authenticate added",
    edits: { "#/security": [{ Key: [] }, { Cookie: [] }] },
    want: [["minor", "caller", "Authentication accepts more than before"]],
  },
  {
    name: "security scheme renamed",
    edits: {
      "#/components/securitySchemes/Token": { type: "http", scheme: "Bearer" },
      "#/components/securitySchemes/Key": undefined,
      "#/security": [{ Token: [] }],
    },
    want: [
      [
        "patch",
        "docs only",
        "4 places of the document differ, without effect on any method or model",
      ],
    ],
  },
  {
    name: "operation deprecated",
    edits: { [`${jobs}/post/deprecated`]: true },
    want: [["minor", "caller", "Method `createJob` is deprecated"]],
  },
  {
    name: "the same said in another way",
    edits: {
      "#/openapi": "3.0.3",
      [`${job}/outcome`]: { nullable: true, allOf: [{ $ref: `${schemas}/Report` }] },
      [`${createJob}/note`]: { type: "string", nullable: true },
    },
    want: [
      [
        "patch",
        "docs only",
        "One place of the document differs, without effect on any method or model",
      ],
    ],
  },
];
