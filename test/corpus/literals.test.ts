import { beforeAll, describe, expect, test } from "vitest";
import { emitSchema } from "../../generator/emit/schema.ts";
import { isObject, type JsonObject } from "../../generator/json.ts";
import { loadSpec } from "../../generator/load/document.ts";
import { normalise } from "../../generator/normalise/index.ts";
import { compile } from "../support/compile.ts";
import { hasSharedSpecs, needsSharedSpecs, sharedSpec } from "../support/shared-specs.ts";

/** Of the OpenAI document: what told its members apart became the name of a schema, and is on the wire: */
const literals: Record<string, string> = {
  InputMessage: '"message" | undefined',
  InputMessageResource: '"message"',
  Item: "",
  ItemReferenceParam: '"item_reference" | null | undefined',
  ComputerToolCallOutputResource: '"computer_call_output"',
  CustomToolCallOutputResource: '"custom_tool_call_output"',
  CustomToolCallResource: '"custom_tool_call"',
  FunctionToolCallOutputResource: '"function_call_output"',
  FunctionToolCallResource: '"function_call"',
};

/** Every value that the document's examples hold as `type` of an item, with what the schemas list for it. */
const itemLists = new Set(["input", "output", "items", "data"]);

describe.skipIf(!hasSharedSpecs)(`the OpenAI document${needsSharedSpecs}`, () => {
  let document: JsonObject;
  let schema: string;
  beforeAll(async () => {
    document = await loadSpec(sharedSpec("corpus", "openai-full.json") ?? "");
    ({ text: schema } = await emitSchema(normalise(document)));
  }, 60_000);

  const errorsOf = (lines: readonly string[]) =>
    compile(
      [
        { path: "src/schema.ts", text: schema },
        { path: "src/runtime/binary.ts", text: "export type BinaryInput = { bytes: true };" },
        { path: "src/literals.ts", text: lines.join("\n") },
      ],
      { lib: ["lib.es2022.d.ts"] },
    );
  const head = 'import type { components } from "./schema.ts"; type S = components["schemas"];';

  test("18 places say what is on the wire", () => {
    const names = Object.keys(literals).flatMap((name) => [name, `Beta${name}`]);
    expect(names).toHaveLength(18);
    const equal =
      "type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;";
    const lines = names
      .filter((name) => !name.endsWith("Item"))
      .map((name, index) => {
        const want = literals[name.replace(/^Beta/, "")] ?? "";
        return `export const v${index}: Equal<S["${name}"]["type"], ${want}> = true;`;
      });
    expect(errorsOf([head, equal, ...lines])).toEqual([]);
  });

  test("no schema's name is a literal of a type property", () => {
    const names = Object.keys((document.components as { schemas: object }).schemas);
    const found = [...schema.matchAll(/\btype\??: "(\w+)"/g)].map(([, literal]) => literal ?? "");
    expect(found.length).toBeGreaterThan(400);
    expect(found.filter((literal) => names.includes(literal))).toEqual([]);
  });

  test("the literals are those that the descriptions name", () => {
    const schemas = (document.components as { schemas: JsonObject }).schemas;
    for (const [name, want] of Object.entries(literals)) {
      const [, literal] = /"(.*)"/.exec(want) ?? [];
      const described = descriptionsOf(schemas, schemas[name]);
      if (literal !== undefined)
        expect(described, name).toMatch(new RegExp(`Always (?:set to )?\`${literal}\``));
    }
  });

  test("what the document's examples hold as items is a literal of the types", () => {
    const found = exampleTypes(document);
    expect([...found]).toEqual(
      expect.arrayContaining(["message", "function_call", "function_call_output"]),
    );
    const lines = [...found].map(
      (literal, index) =>
        `export const v${index}: S["BetaInputItem" | "InputItem" | "ItemResource"]["type"] = ${JSON.stringify(literal)};`,
    );
    expect(errorsOf([head, ...lines])).toEqual([]);
  });
});

/** What is said of a schema's `type`, there or in what its `allOf` names. */
function descriptionsOf(schemas: JsonObject, schema: unknown): string {
  return JSON.stringify(schema, (key, value: unknown) => {
    if (key !== "$ref" || typeof value !== "string") return value;
    return descriptionsOf({}, schemas[value.split("/").at(-1) ?? ""]);
  });
}

/** The `type` of each item in the examples of what belongs to responses and conversations. */
function exampleTypes({ paths, components }: JsonObject): Set<string> {
  const found = new Set<string>();
  const read = (value: unknown, isItems: boolean): void => {
    if (typeof value === "string" && value.includes('"type"')) read(parsed(value), false);
    if (typeof value !== "object" || value === null) return;
    for (const [key, child] of Object.entries(value)) {
      if (isItems && isObject(child) && typeof child.type === "string") found.add(child.type);
      read(child, itemLists.has(key) && Array.isArray(child));
    }
  };
  for (const [path, item] of Object.entries(paths as JsonObject))
    if (/^\/(?:responses|conversations)/.test(path)) read(item, false);
  for (const [key, value] of Object.entries((components as { schemas: JsonObject }).schemas))
    if (/^(?:Beta)?Response(?!s?Format)|^CreateEvalResponses/.test(key) && isObject(value))
      read(value["x-oaiMeta"], false);
  return found;
}

/** A text of JSON, or what a command line sends as such. */
function parsed(text: string): unknown {
  const body = /-d '(\{[^]*?\n\s*\})'/.exec(text)?.[1] ?? text;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
