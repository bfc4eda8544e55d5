import { expect, test } from "vitest";
import { checkOutput } from "../../generator/check/output.ts";
import { checkTypes } from "../../generator/check/types.ts";
import { generateFromText } from "../support/generate.ts";
import { sampleApi, sampleOperation, sampleService } from "../emit/sample-api.ts";

const document = {
  paths: { "/parcels": { post: { requestBody: {} } } },
  components: { schemas: { Parcel: { properties: { size: { type: "string" } } }, Box: {} } },
};

const api = sampleApi({
  services: [
    sampleService({
      operations: [sampleOperation({ methodName: "send", path: "/parcels", httpMethod: "POST" })],
    }),
  ],
});

/** What is said of a `schema.ts` with these schemas and aliases, and a class with this method. */
function messageOf(schemas: string, method = "send(): Promise<void> { return 1; }", more = "") {
  const files = [
    {
      path: "src/schema.ts",
      text: `import type { BinaryInput } from "./runtime/binary.ts";
export interface paths { "/parcels": { post: { requestBody: { a: BinaryInput } } } }
export interface components { schemas: { ${schemas} } }
${more}`,
    },
    {
      path: `src/${api.services[0]?.fileName ?? ""}.ts`,
      text: `import { unwrap } from "./runtime/unwrap.ts";
import type { components, paths } from "./schema.ts";
export class ${api.services[0]?.className ?? ""} { readonly #c: string; constructor(c: string) { this.#c = c; } ${method} }`,
    },
  ];
  try {
    checkTypes({ api, document, file: "a.yaml", sources: checkOutput(files) });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return undefined;
}

const remedy = "Write it in another way in the document, and report it";

test("what compiles may be written, whatever the methods do and the runtime has", () => {
  expect(messageOf("Parcel: { size?: Omit<{ a: string }, 'a'>; at: Blob }")).toBeUndefined();
  const method = 'send(a: paths["/parcels"]["post"]["requestBody"]): Promise<Blob> { unwrap(a) }';
  expect(messageOf("Parcel: string", method)).toBeUndefined();
});

test("a schema is named by where it stands, as far inside as can be told", () => {
  const message = messageOf('Parcel: { size?: components["schemas"]["Lost"]["x"] }');
  expect(message).toMatch(
    /^a\.yaml#\/components\/schemas\/Parcel\/properties\/size: its type would not compile: Property 'Lost' does not exist/,
  );
  expect(message).toContain(remedy);
});

test("a schema that needs its own type", () => {
  expect(messageOf('Box: components["schemas"]["Box"][]')).toContain(
    "a.yaml#/components/schemas/Box: its type would not compile: 'Box' is referenced directly or indirectly in its own type",
  );
});

test("an alias is named by what it is the type of", () => {
  expect(messageOf("Box: Box", undefined, "type Box = Box | string;")).toContain(
    "a.yaml#/components/schemas/Box: its type would not compile: Type alias 'Box' circularly",
  );
});

test("a method is named by its operation", () => {
  expect(messageOf("Box: string", 'send(a: components["schemas"]["Lost"]): void {}')).toContain(
    "a.yaml#/paths/~1parcels/post: its type would not compile: Property 'Lost' does not exist",
  );
});

test("several are told at once", () => {
  const message = messageOf('Parcel: Omit<string>; Box: components["lost"]');
  expect(message).toMatch(
    /^a\.yaml: some types would not compile\n#\/components\/schemas\/Parcel: /,
  );
  expect(message).toContain("\n#/components/schemas/Box: ");
});

test("a document that leads to more combinations than the compiler takes is refused as a whole", async () => {
  const oneOfTen = (key: string) => ({
    oneOf: Array.from({ length: 10 }, (_, index) => ({
      type: "object",
      properties: { [`${key}${index}`]: { type: "string" } },
      required: [`${key}${index}`],
    })),
  });
  const schema = { allOf: ["a", "b", "c", "d", "e"].map(oneOfTen) };
  const content = { "application/json": { schema } };
  const get = { operationId: "get", responses: { 200: { description: "ok", content } } };
  const text = JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Boxes", version: "1" },
    paths: { "/boxes": { get } },
  });
  await expect(generateFromText(text)).rejects.toThrow(
    "#/paths/~1boxes/get/responses/200/content/application~1json: its type would not compile: Expression produces a union type that is too complex to represent.",
  );
});
