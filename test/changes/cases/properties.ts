import { addFile, createJob, job, jobs, schemas, text, type Case } from "../support/case.ts";

const filter = (schema: object) => ({
  name: "filter",
  in: "query",
  style: "deepObject",
  schema: { type: "object", properties: { at: text }, ...schema },
});

/** What a request or result has: properties, parameters, whether they may be absent or null. */
export const properties: readonly Case[] = [
  {
    name: "required property added to a request",
    edits: {
      [`${createJob}/owner`]: text,
      [`${schemas}/CreateJob/required`]: ["name", "kind", "owner"],
    },
    want: [["major", "caller", "`CreateJob.owner` is new and required"]],
    first: { action: "Give it in every call." },
  },
  {
    name: "required property added to an optional parameter",
    from: { [`${jobs}/get/parameters/2`]: filter({}) },
    edits: {
      [`${jobs}/get/parameters/2`]: filter({
        properties: { at: text, by: text },
        required: ["by"],
      }),
    },
    want: [["major", "caller", "query parameter `filter.by` is new and required"]],
    first: { action: "Give it wherever query parameter `filter` is given." },
    compilerDisagrees: "the program does not give the parameter",
  },
  {
    name: "required property added to a required parameter",
    from: { [`${jobs}/get/parameters/2`]: { ...filter({}), required: true } },
    edits: {
      [`${jobs}/get/parameters/2`]: {
        ...filter({ properties: { at: text, by: text }, required: ["by"] }),
        required: true,
      },
    },
    want: [["major", "caller", "query parameter `filter.by` is new and required"]],
    first: { action: "Give it in every call." },
  },
  {
    name: "property of an optional body made required",
    edits: {
      "#/paths/~1jobs~1{job_id}~1labels/put/requestBody/content/application~1x-www-form-urlencoded/schema/required":
        ["note"],
    },
    want: [["major", "caller", "`body.note` is required now"]],
    first: { action: "Give it wherever `body` is given." },
  },
  {
    name: "required property added to what a list in a request holds",
    from: {
      [`${createJob}/steps`]: {
        type: "array",
        items: { type: "object", properties: { at: text } },
      },
    },
    edits: {
      [`${createJob}/steps`]: {
        type: "array",
        items: { type: "object", properties: { at: text, by: text }, required: ["by"] },
      },
    },
    want: [["major", "caller", "`CreateJob.steps[].by` is new and required"]],
    first: { action: "Give it wherever `CreateJob.steps[]` is given." },
    compilerDisagrees: "the program does not give the list",
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
    first: {
      pointer: "#/components/schemas/Job/properties/label",
      before: "string (optional)",
      action: "Stop reading it.",
      gone: true,
    },
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
    first: {
      pointer: "#/components/schemas/AddFile/properties/content",
      alsoAt: ["#/components/schemas/AddFile/properties/data"],
      before: "data: BinaryInput",
      after: "content: BinaryInput",
      action: "Give `content` instead.",
    },
  },
  {
    name: "request property made nullable",
    edits: { [`${createJob}/retries/type`]: ["integer", "null"] },
    want: [["minor", "caller", "`CreateJob.retries` may be `null` now"]],
  },
  {
    name: "response property made nullable",
    edits: { [`${job}/id`]: { type: ["string", "null"] } },
    want: [["major", "reader of results", "`Job.id` may be `null` now"]],
  },
  {
    name: "null taken from a request",
    edits: { [`${createJob}/note`]: text },
    want: [["major", "caller", "`CreateJob.note` may no longer be `null`"]],
  },
  {
    name: "null taken from a response",
    edits: { [`${job}/outcome`]: { $ref: `${schemas}/Report` } },
    want: [["minor", "reader of results", "`Job.outcome` is never `null` any more"]],
  },
  {
    name: "required response property made optional",
    edits: { [`${schemas}/Job/required`]: ["id", "outcome", "steps"] },
    want: [["major", "reader of results", "`Job.status` may be absent now"]],
  },
  {
    name: "optional response property made required",
    edits: { [`${schemas}/Job/required`]: ["id", "status", "outcome", "steps", "label"] },
    want: [["minor", "reader of results", "`Job.label` is always there now"]],
  },
  {
    name: "parameter made required",
    edits: { [`${jobs}/get/parameters/0/required`]: true },
    want: [["major", "caller", "query parameter `limit` is required now"]],
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
    name: "property made read-only",
    edits: { [`${job}/label/readOnly`]: true },
    want: [["major", "reader of results", "`Job.label` is read-only now"]],
    compilerDisagrees: "the program assigns to nothing that it reads",
  },
  {
    name: "free keys no longer accepted",
    edits: {
      [`${createJob}/labels`]: {
        type: "object",
        additionalProperties: false,
        properties: { team: text },
      },
    },
    want: [
      ["major", "caller", "`CreateJob.labels` accepts no further properties"],
      ["minor", "caller", "`CreateJob.labels.team` is new; it may be left out"],
    ],
  },
  {
    name: "values under free keys of another type",
    edits: { [`${createJob}/labels/additionalProperties`]: { type: "integer" } },
    want: [
      [
        "major",
        "caller",
        "`CreateJob.labels[string]` has another type: `number` instead of `string`",
      ],
    ],
  },
];
