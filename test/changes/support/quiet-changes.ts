import { addFile, createJob, job, jobs, schemas, text, type Case } from "./case.ts";

const limits = "types don't show limits";
const noEffect = (places: string) =>
  ["patch", "docs only", `${places}, without effect on any method or model`] as const;

/** Changes that are small in a diff of the documents, whatever they mean. */
export const quietChanges: readonly Case[] = [
  {
    name: "request object closed",
    edits: { [`${schemas}/CreateJob/additionalProperties`]: false },
    want: [["major", "caller", "`CreateJob` has a tighter limit: `additionalProperties: false`"]],
    compilerDisagrees: limits,
  },
  {
    name: "response object closed",
    edits: { [`${schemas}/Job/additionalProperties`]: false },
    want: [["patch", "docs only", "`Job` has a tighter limit: `additionalProperties: false`"]],
  },
  {
    name: "integer of a request may be any number",
    edits: { [`${createJob}/retries/type`]: "number" },
    want: [["minor", "caller", '`CreateJob.retries` has a wider limit: `type: "number"`']],
  },
  {
    name: "integer of a response may be any number",
    edits: { [`${schemas}/Report/properties/lines/type`]: "number" },
    want: [["minor", "reader of results", '`Report.lines` has a wider limit: `type: "number"`']],
  },
  {
    name: "pattern for a request",
    edits: { [`${createJob}/name/pattern`]: "^[a-z]+$" },
    want: [["major", "caller", '`CreateJob.name` has a tighter limit: `pattern: "^[a-z]+$"`']],
    compilerDisagrees: limits,
  },
  {
    name: "a request excludes a value",
    edits: { [`${createJob}/name/not`]: { const: "" } },
    want: [["major", "caller", '`CreateJob.name` has a tighter limit: `not: {"const":""}`']],
    compilerDisagrees: limits,
  },
  {
    name: "text of a request has to be encoded",
    edits: { [`${createJob}/name/contentEncoding`]: "base64" },
    want: [["major", "caller", '`CreateJob.name` has another form: `contentEncoding: "base64"`']],
    compilerDisagrees: limits,
  },
  {
    name: "only some files accepted",
    edits: { [`${addFile}/properties/data/contentMediaType`]: "image/png" },
    want: [
      ["major", "caller", '`AddFile.data` has a tighter limit: `contentMediaType: "image/png"`'],
    ],
    compilerDisagrees: limits,
  },
  {
    name: "limit of a request dropped",
    edits: { [`${createJob}/name/maxLength`]: undefined },
    want: [["minor", "caller", "`CreateJob.name` has a wider limit: `no maxLength`"]],
  },
  {
    name: "default of a parameter changed",
    edits: { [`${jobs}/get/parameters/0/schema/default`]: 50 },
    want: [["major", "caller", "query parameter `limit` is `50` if it is left out"]],
    compilerDisagrees: "types don't show what the server does with what is left out",
  },
  {
    name: "optional header added where there are parameters",
    edits: { [`${jobs}/get/parameters/2`]: { name: "X-Trace", in: "header", schema: text } },
    want: [["minor", "caller", "header parameter `X-Trace` is new; it may be left out"]],
  },
  {
    name: "required header added",
    edits: {
      [`${jobs}/post/parameters`]: [
        { name: "X-Trace", in: "header", required: true, schema: text },
      ],
    },
    want: [["major", "caller", "header parameter `X-Trace` is new and required"]],
  },
  {
    name: "parameter deprecated",
    edits: { [`${jobs}/get/parameters/0/deprecated`]: true },
    want: [["minor", "caller", "query parameter `limit` is deprecated"]],
  },
  {
    name: "property no longer returned",
    edits: { [`${job}/label/writeOnly`]: true },
    want: [["major", "reader of results", "`Job.label` is no longer returned"]],
    compilerDisagrees: "the type is the same",
  },
  {
    name: "constant of a response changed",
    edits: { [`${schemas}/CopyStep/properties/type/const`]: "duplicate" },
    want: [
      [
        "major",
        "reader of results",
        '`CopyStep.type` has another type: `"duplicate"` instead of `"copy"`',
      ],
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
    name: "error declared",
    edits: { [`${jobs}/post/responses/404`]: { description: "None." } },
    want: [noEffect("One place of the document differs")],
  },
  {
    name: "no authentication any more",
    edits: { "#/security": [] },
    want: [["minor", "caller", "Authentication accepts more than before"]],
  },
  {
    name: "a security scheme asks for something else under its old name",
    edits: { "#/components/securitySchemes/Key": { type: "apiKey", in: "header", name: "X-Key" } },
    want: [["major", "caller", "Authentication has changed"]],
    compilerDisagrees: "types don't show which credentials are accepted",
  },
  {
    name: "property of a webhook removed",
    edits: {
      "#/webhooks/done/post/requestBody/content/application~1json/schema/properties/at": undefined,
    },
    want: [["major", "reader of results", "webhook `done.at` is gone"]],
    compilerDisagrees: "the program uses nothing that its methods don't give",
  },
  {
    name: "property of a webhook that stands elsewhere removed",
    edits: {
      "#/components/pathItems/Reminder/post/requestBody/content/application~1json/schema/properties/by":
        undefined,
    },
    want: [
      ["major", "reader of results", "webhook `reminded.by` is gone"],
      [
        "patch",
        "docs only",
        "One more place of the document differs, without further effect on any method or model",
      ],
    ],
    compilerDisagrees: "the program uses nothing that its methods don't give",
  },
  {
    name: "webhook removed",
    edits: { "#/webhooks/done": undefined },
    want: [["major", "reader of results", "Webhook `done` is no longer sent"]],
    compilerDisagrees: "the program uses nothing that its methods don't give",
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
  {
    name: "enum values in another order",
    edits: { [`${createJob}/kind/enum`]: ["sort", "copy"] },
    want: [noEffect("2 places of the document differ")],
  },
  {
    name: "alternatives in another order",
    edits: {
      [`${job}/steps/items/oneOf`]: [
        { $ref: `${schemas}/SortStep` },
        { $ref: `${schemas}/CopyStep` },
      ],
    },
    want: [noEffect("2 places of the document differ")],
  },
  {
    name: "properties in another order",
    edits: {
      [`${schemas}/Report`]: {
        properties: { lines: { type: "integer" } },
        required: ["lines"],
        type: "object",
      },
    },
    want: [],
  },
  {
    name: "parameter described",
    edits: { [`${jobs}/get/parameters/0/description`]: "At most so many." },
    want: [["patch", "docs only", "Description of query parameter `limit` edited"]],
  },
  {
    name: "server described",
    edits: { "#/servers/0/description": "The one." },
    want: [noEffect("One place of the document differs")],
  },
];
