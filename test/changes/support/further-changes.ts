import { cancel, createJob, job, jobs, schemas, text, type Case } from "./case.ts";

/** Further changes of types, in which one judge or another goes wrong. */
export const furtherChanges: readonly Case[] = [
  {
    name: "nothing",
    edits: {},
    want: [],
  },
  {
    name: "request property made nullable",
    edits: { [`${createJob}/retries/type`]: ["integer", "null"] },
    want: [["minor", "caller", "`CreateJob.retries` may be `null` now"]],
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
    name: "response enum value removed",
    edits: { [`${job}/status/enum`]: ["done"] },
    want: [["minor", "reader of results", '`Job.status` is never `"running"` any more']],
  },
  {
    name: "response enum opened to any string",
    edits: { [`${job}/status`]: text },
    want: [
      [
        "major",
        "reader of results",
        '`Job.status` has a wider type: `string` instead of `"running" | "done"`',
      ],
    ],
  },
  {
    name: "kind added to a union that programs tell apart already",
    edits: {
      [`${schemas}/MoveStep`]: {
        type: "object",
        required: ["type", "id"],
        properties: { type: { const: "move" }, id: text },
      },
      [`${job}/steps/items/oneOf/2`]: { $ref: `${schemas}/MoveStep` },
    },
    want: [
      ["minor", "reader of results", "`Job.steps[]` may also be `MoveStep`"],
      ["minor", "caller", "Type `MoveStep` is new"],
    ],
  },
  {
    name: "alternative added that programs can't tell apart",
    edits: {
      [`${job}/steps/items/oneOf/2`]: { type: "object", properties: { note: text } },
    },
    want: [["major", "reader of results", "`Job.steps[]` may also be `{ note?: string }`"]],
  },
  {
    name: "kind added that lacks what all others have",
    edits: {
      [`${job}/steps/items/oneOf/2`]: {
        type: "object",
        required: ["type"],
        properties: { type: { const: "move" } },
      },
    },
    want: [["major", "reader of results", '`Job.steps[]` may also be `{ type: "move" }`']],
  },
  {
    name: "alternative removed from a union",
    edits: { [`${job}/steps/items/oneOf`]: [{ $ref: `${schemas}/CopyStep` }] },
    want: [["minor", "reader of results", "`Job.steps[]` is never `SortStep` any more"]],
    compilerDisagrees: "the program asks for what never comes, which no longer compiles",
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
    name: "property made read-only",
    edits: { [`${job}/label/readOnly`]: true },
    want: [["major", "reader of results", "`Job.label` is read-only now"]],
    compilerDisagrees: "the program assigns to nothing that it reads",
  },
  {
    name: "property removed from a type that no method takes or gives",
    edits: { [`${schemas}/JobEvent/properties/at`]: undefined },
    want: [["major", "reader of results", "`JobEvent.at` is gone"]],
    compilerDisagrees: "the program uses nothing that its methods don't give",
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
  {
    name: "property removed deep inside a union",
    edits: { [`${schemas}/SortStep/properties/keys`]: undefined },
    want: [["major", "reader of results", "`SortStep.keys` is gone"]],
  },
];
