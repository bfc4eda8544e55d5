import { expect, test } from "vitest";
import { addRequestViews } from "../../generator/normalise/request-views.ts";
import { documentOf, misjudged, type Literals } from "../support/judged-literals.ts";

const at = (name: string) => `#/components/schemas/${name}`;
const ref = (name: string) => ({ $ref: at(name) });
const text = { type: "string" };
const number = { type: "number" };
const object = (properties: object, required = Object.keys(properties)) => ({
  type: "object",
  properties,
  required,
});
const json = (schema: object) => ({ content: { "application/json": { schema } } });

/** Operations that take and give schemas, or only one of both. */
function documentWith(schemas: object, taken?: object, given?: object) {
  const post = {
    ...(taken && { requestBody: { required: true, ...json(taken) } }),
    responses: { 200: { description: "Done.", ...(given && json(given)) } },
  };
  return { ...documentOf(schemas), paths: { "/it": { post } } };
}

const body = 'paths["/it"]["post"]["requestBody"]["content"]["application/json"]';
const result = 'paths["/it"]["post"]["responses"]["200"]["content"]["application/json"]';
const id = { type: "string", readOnly: true };
const secret = { type: "string", writeOnly: true };
const It = object({ id, name: text });
const list = (schema: object) => ({ type: "array", items: schema });

const optionalId: Omit<Literals, "type"> = {
  right: ['{ name: "a" }', '{ id: "1", name: "a" }'],
  wrong: ['{ id: "1" }', '{ id: 1, name: "a" }', '{ name: "a", other: 1 }'],
};
const whole: Omit<Literals, "type"> = {
  right: ['{ id: "1", name: "a" }'],
  wrong: ['{ name: "a" }', '{ id: "1" }'],
};
const within = (
  { right = [], wrong = [] }: Omit<Literals, "type">,
  around: (value: string) => string,
) => ({
  right: right.map(around),
  wrong: wrong.map(around),
});

test.each<[string, ReturnType<typeof documentWith>, Literals[]]>([
  [
    "a schema that is taken and given",
    documentWith({ It }, ref("It"), ref("It")),
    [
      { type: body, ...optionalId },
      { type: result, ...whole },
      { type: "ItRequest", ...optionalId },
      { type: "It", ...whole },
    ],
  ],
  [
    "a schema inside others",
    documentWith({ It, Box: object({ its: list(ref("It")) }) }, ref("Box"), ref("Box")),
    [
      { type: "BoxRequest", ...within(optionalId, (value) => `{ its: [${value}] }`) },
      { type: "Box", ...within(whole, (value) => `{ its: [${value}] }`) },
    ],
  ],
  [
    "a schema that refers to itself",
    documentWith({ It: { ...object({ id, next: ref("It") }, ["id"]) } }, ref("It"), ref("It")),
    [
      { type: "ItRequest", right: ["{ next: { next: {} } }"], wrong: ["{ next: { next: 1 } }"] },
      { type: "It", right: ['{ id: "1", next: { id: "2" } }'], wrong: ['{ id: "1", next: {} }'] },
    ],
  ],
  [
    "a schema that only requests have keeps its name",
    documentWith({ It }, ref("It")),
    [{ type: "It", ...optionalId }],
  ],
  [
    "a schema that only results have",
    documentWith({ It }, undefined, ref("It")),
    [{ type: "It", ...whole }],
  ],
  [
    "a body's own schema",
    documentWith({}, It, It),
    [
      { type: body, ...optionalId },
      { type: result, ...whole },
    ],
  ],
  [
    "what an allOf requires of another schema",
    documentWith(
      {
        Base: object({ id, name: text }, []),
        It: { allOf: [ref("Base")], required: ["id", "name"] },
      },
      ref("It"),
      ref("It"),
    ),
    [
      { type: "ItRequest", ...optionalId },
      { type: "It", ...whole },
    ],
  ],
  [
    "members of a union with a mapping",
    documentWith(
      {
        Any: {
          oneOf: [ref("Cat"), ref("Dog")],
          discriminator: { propertyName: "kind", mapping: { cat: at("Cat"), dog: at("Dog") } },
        },
        Cat: object({ id, kind: text }),
        Dog: object({ kind: text, name: text }),
      },
      ref("Any"),
      ref("Any"),
    ),
    [
      {
        type: "AnyRequest",
        right: ['{ kind: "cat" }', '{ kind: "dog", name: "a" }'],
        wrong: ['{ kind: "dog" }', '{ kind: "Cat" }'],
      },
      { type: "Any", right: ['{ kind: "cat", id: "1" }'], wrong: ['{ kind: "cat" }'] },
    ],
  ],
  [
    "what is only written, in results",
    documentWith({ It: object({ name: text, secret }) }, ref("It"), ref("It")),
    [
      { type: body, right: ['{ name: "a", secret: "s" }'], wrong: ['{ name: "a" }'] },
      {
        type: result,
        right: ['{ name: "a" }', '{ name: "a", secret: "s" }'],
        wrong: ['{ secret: "s" }'],
      },
    ],
  ],
  [
    "a property that is read-only behind a $ref",
    documentWith({ Id: id, It: object({ id: ref("Id"), name: text }) }, ref("It"), ref("It")),
    [{ type: body, ...optionalId }],
  ],
  [
    "free keys beside properties of another type",
    documentWith(
      { It: { ...object({ size: number }), additionalProperties: text } },
      ref("It"),
      ref("It"),
    ),
    [
      {
        type: body,
        right: ['{ size: 1, any: "a" }', "{ size: 1 }"],
        wrong: ['{ any: "a" }', '{ size: "a" }', "{ size: 1, any: true }"],
      },
      { type: `${result}["any"]`, right: ['"a"'], wrong: ["1"] },
    ],
  ],
  [
    "free keys that lead back to where they are",
    documentWith(
      { It: { ...object({ size: number }), additionalProperties: ref("It") } },
      ref("It"),
      ref("It"),
    ),
    [
      {
        type: body,
        right: ["{ size: 1, any: { size: 2, other: { size: 3 } } }"],
        wrong: ["{ any: { size: 2 } }", '{ size: 1, any: { size: "a" } }'],
      },
    ],
  ],
  [
    "free keys whose values are required to be read only",
    documentWith({ It: { ...object({ size: number }), additionalProperties: It } }, ref("It")),
    [{ type: body, right: ['{ size: 1, any: { name: "a" } }'], wrong: ["{ size: 1, any: {} }"] }],
  ],
  [
    "patterns beside properties of another type",
    documentWith(
      { It: { ...object({ size: number }), patternProperties: { "^x-": text } } },
      ref("It"),
    ),
    [
      {
        type: body,
        right: ['{ size: 1, "x-a": "a" }'],
        wrong: ['{ "x-a": "a" }', '{ size: 1, "x-a": true }'],
      },
    ],
  ],
  [
    "free keys beside properties of the same type",
    documentWith(
      { It: { ...object({ name: text }), additionalProperties: text } },
      ref("It"),
      ref("It"),
    ),
    [{ type: body, right: ['{ name: "a", any: "b" }'], wrong: ['{ name: "a", any: 1 }'] }],
  ],
])("%s", async (_, document, want) => {
  expect(await misjudged(document, want)).toEqual([]);
});

test.each<[string, object, object, object]>([
  [
    "nothing is required that is only read",
    object({ id, name: text }, ["name"]),
    ref("It"),
    ref("It"),
  ],
  ["it is not sent", It, ref("Other"), ref("It")],
])("no view where %s", (_, schema, taken, given) => {
  const document = documentWith({ It: schema, Other: object({ a: text }) }, taken, given);
  const before = structuredClone(document);
  addRequestViews(document);
  expect(document).toEqual(before);
});

test("what a webhook brings is a result", async () => {
  const post = { requestBody: json(ref("It")), responses: {} };
  const document = { ...documentWith({ It }, ref("It")), webhooks: { made: { post } } };
  const want: Literals[] = [
    { type: body, ...optionalId },
    { type: "It", ...whole },
  ];
  expect(await misjudged(document, want)).toEqual([]);
});
