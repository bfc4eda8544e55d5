import { job, schemas, text, type Case } from "../support/case.ts";

/** Objects that take turns in one place. */
export const unions: readonly Case[] = [
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
    first: {
      pointer: "#/components/schemas/Job/properties/steps/items",
      action: "Let code that handles every kind expect others.",
    },
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
    name: "property removed deep inside a union",
    edits: { [`${schemas}/SortStep/properties/keys`]: undefined },
    want: [["major", "reader of results", "`SortStep.keys` is gone"]],
  },
];
