import { addFile, createJob, job, jobs, limits, schemas, type Case } from "../support/case.ts";

/** What schemas say beyond types: limits, defaults, forms. */
export const keywords: readonly Case[] = [
  {
    name: "limit tightened in a request",
    edits: { [`${createJob}/name/maxLength`]: 32 },
    want: [["major", "caller", "`CreateJob.name` has a tighter limit: `maxLength: 32`"]],
    compilerDisagrees: "types don't show limits",
    first: {
      pointer: "#/components/schemas/CreateJob/properties/name",
      before: "maxLength: 64",
      after: "maxLength: 32",
      action: "Keep to it: other values are refused.",
    },
  },
  {
    name: "limit of a request dropped",
    edits: { [`${createJob}/name/maxLength`]: undefined },
    want: [["minor", "caller", "`CreateJob.name` has a wider limit: `no maxLength`"]],
  },
  {
    name: "limit of a parameter widened",
    edits: { [`${jobs}/get/parameters/0/schema/maximum`]: 500 },
    want: [["minor", "caller", "query parameter `limit` has a wider limit: `maximum: 500`"]],
  },
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
      ["major", "wire only", "Form field `AddFile.data` is sent in another form"],
      ["major", "caller", '`AddFile.data` has a tighter limit: `contentMediaType: "image/png"`'],
    ],
    compilerDisagrees: limits,
  },
  {
    name: "default changed",
    edits: { [`${createJob}/retries/default`]: 5 },
    want: [["major", "caller", "`CreateJob.retries` is `5` if it is left out"]],
    compilerDisagrees: "types don't show what the server does with what is left out",
    first: {
      pointer: "#/components/schemas/CreateJob/properties/retries",
      before: "3",
      after: "5",
      action: "Calls that leave it out and rely on `3`: give it.",
    },
  },
  {
    name: "default of a parameter changed",
    edits: { [`${jobs}/get/parameters/0/schema/default`]: 50 },
    want: [["major", "caller", "query parameter `limit` is `50` if it is left out"]],
    compilerDisagrees: "types don't show what the server does with what is left out",
  },
  {
    name: "property no longer returned",
    edits: { [`${job}/label/writeOnly`]: true },
    want: [["major", "reader of results", "`Job.label` is no longer returned"]],
    compilerDisagrees: "the type is the same",
  },
];
