import { createJob, job, jobs, noEffect, schemas, text, type Case } from "../support/case.ts";

const object = (properties: object) => ({ type: "object", properties });
const filter = (properties: object, required: readonly string[]) => ({
  name: "filter",
  in: "query",
  content: { "application/json": { schema: { ...object(properties), required } } },
});
const hidden = (places: string) =>
  ["major", "wire only", `${places} in a way that its type doesn't show`] as const;

/** Differences that no user of the client notices. */
export const leftovers: readonly Case[] = [
  {
    name: "nothing",
    edits: {},
    want: [],
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
    first: { pointer: "#/openapi", alsoAt: ["#/openapi"] },
  },
  {
    name: "error declared",
    edits: { [`${jobs}/post/responses/404`]: { description: "None." } },
    want: [noEffect("One place of the document differs")],
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
    name: "alternative of a parameter's content",
    edits: {
      [`${jobs}/get/parameters/2`]: filter({ by: text, at: text }, ["by"]),
    },
    from: { [`${jobs}/get/parameters/2`]: filter({ by: text, at: text }, []) },
    want: [["major", "caller", "query parameter `filter.by` is required now"]],
    compilerDisagrees: "the program gives no such parameter",
  },
  {
    name: "property gone where the type is unknown",
    from: { [`${job}/extra`]: { anyOf: [object({ a: text, b: text }), {}] } },
    edits: { [`${job}/extra`]: { anyOf: [object({ a: text }), {}] } },
    want: [hidden("One place of a schema differs")],
    compilerDisagrees: "the type is text or unknown before and after",
    first: { pointer: "#/components/schemas/Job/properties/extra/anyOf/0/properties/b" },
  },
  {
    name: "server described",
    edits: { "#/servers/0/description": "The one." },
    want: [noEffect("One place of the document differs")],
  },
];
