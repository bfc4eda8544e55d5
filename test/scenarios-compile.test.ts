import { existsSync, readdirSync } from "node:fs";
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { loadSpec } from "../generator/load/document.ts";
import { compile } from "./support/compile.ts";
import { generateFrom } from "./support/generate.ts";

const folder = "test/scenarios";
const names = readdirSync(folder);

test.each(names)("what comes of %s compiles", async (name) => {
  expect(compile(await generateFrom(`${folder}/${name}/given.yaml`))).toEqual([]);
});

/** The types that openapi-typescript makes of a document by itself, but for binary, which is no string. */
async function ownTypes(file: string): Promise<string> {
  const document = (await loadSpec(file)) as unknown as OpenAPI3;
  const nodes = await openapiTS(structuredClone(document), {
    silent: true,
    defaultNonNullable: false,
    emptyObjectsUnknown: true,
    transform: (schema) =>
      schema.format === "binary" ? ts.factory.createTypeReferenceNode("BinaryInput") : undefined,
  });
  return `import type { BinaryInput } from "./runtime/binary.ts";\n${astToString(nodes)}`;
}

const equal =
  "type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;";
/** Bodies that are sent as they are: their types stand in the methods, and a request can't be made with others. */
const sentAsTheyAre: Record<string, string> = { bodies: '"/bytes" | "/text"' };

/** Instead of a copy of its output. Scenarios that are about types have one, of `schema.ts`. */
describe("types are what openapi-typescript makes of the document", () => {
  const others = names.filter((name) => !existsSync(`${folder}/${name}/expected/schema.ts`));

  test.each(others)("%s", async (name) => {
    const file = `${folder}/${name}/given.yaml`;
    const text = `
      import type * as ours from "./schema.ts";
      import type * as own from "./own-types.ts";
      ${equal}
      type Others<Paths> = Omit<Paths, ${sentAsTheyAre[name] ?? "never"}>;
      export const paths: Equal<Others<ours.paths>, Others<own.paths>> = true;
      export const webhooks: Equal<ours.webhooks, own.webhooks> = true;
      export const schemas: Equal<ours.components extends { schemas: infer S } ? S : never, own.components extends { schemas: infer S } ? S : never> = true;
    `;
    const files = [
      ...(await generateFrom(file)),
      { path: "src/own-types.ts", text: await ownTypes(file) },
      { path: "src/equal.ts", text },
    ];
    expect(compile(files)).toEqual([]);
  });

  test("a type that differs is found", () => {
    const text = `${equal}\nexport const isSame: Equal<{ a: { b?: string } }, { a: { b: string } }> = true;`;
    expect(compile([{ path: "src/equal.ts", text }])).toHaveLength(1);
  });
});
