import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { inTemporaryFolder } from "../../generator/files/temporary-folder.ts";
import { generate } from "../../generator/generate.ts";
import { resolvePointer, type JsonObject } from "../../generator/json.ts";
import { loadSpec } from "../../generator/load/document.ts";
import { loadRuntime } from "../../generator/load/runtime.ts";
import { textOf } from "../support/generate.ts";

const sound = (name: string) => ({
  type: "object",
  required: ["kind"],
  properties: { kind: { type: "string" }, [name]: { type: "string" } },
});
const union = (mapping: JsonObject, ...members: string[]) => ({
  oneOf: members.map(($ref) => ({ $ref })),
  discriminator: { propertyName: "kind", mapping },
});
const local = (name: string) => `#/components/schemas/${name}`;

/** Loads a document whose schema Cat is in a file of its own, so that all of it goes through the bundler. */
async function load<T>(
  schemas: JsonObject,
  files: JsonObject,
  use: (document: JsonObject) => T | Promise<T>,
): Promise<T> {
  const root = {
    openapi: "3.1.0",
    info: { title: "Pets", version: "1.0.0" },
    servers: [{ url: "https://api.example.com" }],
    paths: {},
    components: { schemas: { Cat: { $ref: "./cat.yaml" }, Dog: sound("bark"), ...schemas } },
  };
  return inTemporaryFolder(async (folder) => {
    for (const [path, value] of Object.entries({
      "cat.yaml": sound("meow"),
      ...files,
      "root.yaml": root,
    })) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), JSON.stringify(value));
    }
    return use(await loadSpec(join(folder, "root.yaml")));
  });
}

const mappingIn = (pointer: string) => (document: JsonObject) =>
  resolvePointer(document, `${pointer}/discriminator/mapping`);

test.each<[string, string, string, JsonObject?]>([
  ["a schema's name", "Dog", "Dog"],
  ["one of a schema that is in another file", "Cat", "Cat"],
  ["one with dots", "pets.Dog", "pets.Dog", { "pets.Dog": sound("bark") }],
  ["one that looks like a file", "cat.yaml", "cat.yaml", { "cat.yaml": sound("bark") }],
  ["a pointer to a schema", local("Dog"), local("Dog")],
  ["a pointer to one that is in another file", local("Cat"), local("Cat")],
  ["a relative file", "./cat.yaml", local("cat")],
  ["a relative file without ./", "cat.yaml", local("cat")],
  ["a part of a file", "more/birds.yaml#/$defs/Owl", local("Owl")],
  // What leads nowhere is told in a warning, as in a document of one file.
  ["no schema's name", "Cow", "Cow"],
  ["a pointer to nowhere", local("Cow"), local("Cow")],
])("%s: %s → %s", async (_, target, want, more = {}) => {
  const pet = union({ a: target, b: "Dog" }, local("Cat"), local("Dog"));
  const files = { "more/birds.yaml": { $defs: { Owl: sound("hoot") } } };
  expect(await load({ Pet: pet, ...more }, files, mappingIn(local("Pet")))).toEqual({
    a: want,
    b: "Dog",
  });
});

test.each([
  ["a name of the document's", "Dog", "Dog"],
  ["a name of its own", "Owl", local("Owl")],
  ["a pointer into itself", "#/components/schemas/Owl", local("Owl")],
  ["a file beside it", "./emu.yaml", local("emu")],
  ["a file beside it, without ./", "emu.yaml", local("emu")],
])("in another file, %s: %s → %s", async (_, target, want) => {
  const own = { Owl: sound("hoot"), Bird: union({ a: target }, local("Owl"), "./emu.yaml") };
  const files = {
    "more/birds.yaml": { components: { schemas: own } },
    "more/emu.yaml": sound("boom"),
  };
  const schemas = { Bird: { $ref: "./more/birds.yaml#/components/schemas/Bird" } };
  const mapping = await load(schemas, files, (document) => {
    const { $ref } = resolvePointer(document, local("Bird")) as { $ref?: string };
    return mappingIn($ref ?? local("Bird"))(document);
  });
  expect(mapping).toEqual({ a: want });
});

test("a file that is not there is refused with its place", async () => {
  const pet = union({ a: "./cow.yaml" }, local("Cat"), local("Dog"));
  await expect(load({ Pet: pet }, {}, () => undefined)).rejects.toThrow(
    /Pet\/discriminator\/mapping\/a: Can't resolve \$ref/,
  );
});

test("examples keep what looks like a mapping", async () => {
  const example = { discriminator: { propertyName: "a", mapping: { a: "cat.yaml" } } };
  const schema = { type: "object", example };
  expect(
    await load({ Rule: schema }, {}, (document) => resolvePointer(document, local("Rule"))),
  ).toEqual(schema);
});

test("the types have the values of the mapping", async () => {
  const pet = union({ woof: "Dog", purr: "Cat", low: "Cow" }, local("Cat"), local("Dog"));
  const warnings: string[] = [];
  const files = await load({ Pet: pet }, {}, async (document) =>
    generate({
      document,
      file: "root.yaml",
      runtime: await loadRuntime(),
      warn: (warning) => warnings.push(warning),
    }),
  );
  const schema = textOf(files, "src/schema.ts");
  for (const value of ["woof", "purr"]) expect(schema).toContain(`kind: "${value}"`);
  expect(warnings.join("")).toContain('mapping/low: leads to no schema: "Cow"');
});
