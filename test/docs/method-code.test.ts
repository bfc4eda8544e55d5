import { expect, test } from "vitest";
import type { Api, Operation, Service } from "../../generator/api-model.ts";
import { methodCodes } from "../../generator/docs/method-code.ts";
import {
  plainType,
  sampleApi,
  sampleBody,
  sampleOperation,
  sampleParameter,
  sampleResult,
  sampleService,
} from "../emit/sample-api.ts";

interface Given {
  readonly operation?: Partial<Operation>;
  readonly service?: Partial<Service>;
  readonly api?: Partial<Api>;
}

async function exampleOf({ operation, service, api }: Given): Promise<string> {
  const [code] = await methodCodes([sampleOperation(operation)], {
    api: sampleApi(api),
    service: sampleService(service),
    packageName: "parcels",
  });
  return code?.example ?? "";
}

const field = { kind: "binary", array: false, required: true, contentType: undefined } as const;

test.each<[string, Partial<Operation>, string]>([
  ["nothing that may be left out", { otherParameters: [query({ required: false })] }, "()"],
  ["required parameters", { otherParameters: [query({ example: 3 })] }, "({ page: 3 })"],
  [
    "what stands before a required argument",
    {
      body: sampleBody({ required: false, example: undefined }),
      otherParameters: [query({ example: 3 })],
    },
    "(undefined, { page: 3 })",
  ],
  [
    "numbers where numbers are meant",
    {
      pathParameters: [
        sampleParameter({ type: { kind: "builtIn", name: "number" }, example: "7" }),
        sampleParameter({ example: 7 }),
        sampleParameter({ example: undefined }),
      ],
    },
    '(7, "7", "parcel_id")',
  ],
  [
    "bytes as blobs",
    {
      body: sampleBody({
        example: { label: "a", scan: "b", pages: ["c", "d"] },
        encoding: {
          kind: "multipart",
          mediaType: undefined,
          fieldsName: "fields",
          stylesName: "styles",
          fields: [
            { ...field, name: "label", kind: "text" },
            { ...field, name: "scan" },
            { ...field, name: "pages", array: true },
            { ...field, name: "photo", kind: "auto" },
            { ...field, name: "sound", required: false },
          ],
        },
      }),
    },
    '({\n  label: "a",\n  scan: new Blob(["b"]),\n  pages: [new Blob(["c"]), new Blob(["d"])],\n  photo: new Blob(["…"]),\n})',
  ],
  [
    "a raw body as a blob",
    { body: sampleBody({ encoding: { kind: "raw" }, mediaType: "image/png", example: undefined }) },
    '(new Blob(["…"]))',
  ],
  [
    "a raw text as text",
    { body: sampleBody({ encoding: { kind: "raw" }, mediaType: "text/csv", example: "a,b" }) },
    '("a,b")',
  ],
  [
    "keys and characters that have a meaning of their own",
    { body: sampleBody({ example: { ["__proto__"]: { "\u202e": "\u0000`" } } }) },
    '({\n  ["__proto__"]: { "\\u202e": "\\u0000`" },\n})',
  ],
])("an example shows %s", async (_, operation, want) => {
  expect(await exampleOf({ operation })).toContain(
    `const result = await parcels.listParcels${want};\nconsole.log(result);`,
  );
});

function query(given: { required?: boolean; example?: unknown }) {
  const type = { kind: "lookup", root: "paths", keys: [] } as const;
  return sampleParameter({ name: "page", in: "query", type, ...given });
}

test("an example of a method that returns nothing logs nothing", async () => {
  const result = sampleResult({ documentedType: plainType("void"), mediaTypes: [] });
  expect(await exampleOf({ operation: { result } })).toMatch(/\n\nawait parcels.listParcels\(\);$/);
});

test("an example without security sends no key", async () => {
  expect(await exampleOf({ operation: { security: [] } })).toContain("{ apiKey: null }");
});

test.each<[string, boolean[], boolean, string]>([
  ["headers alone", [true, true], false, '{ apiKey: null, headers: { H0: "…", H1: "…" } }'],
  [
    "a key and a header",
    [true],
    true,
    '{ apiKey: process.env.PARCELS_API_KEY, headers: { H0: "…" } }',
  ],
  ["what is no header", [true, false], false, "{ apiKey: process.env.PARCELS_API_KEY }"],
])("an example of a method that asks for %s", async (_, headers, besideKey, want) => {
  const schemes = headers.map((is, index) => ({
    name: "Key",
    kind: "apiKey",
    header: is ? { name: `H${index}`, value: "…" } : undefined,
  }));
  const unmetSecurity = [{ schemes, besideKey }];
  expect(await exampleOf({ operation: { unmetSecurity } })).toContain(`createClient(${want})`);
});

test.each([
  ["https://api.parcels.example/v1", "{ apiKey: process.env.PARCELS_API_KEY }"],
  ["http://127.0.0.1:8080", "{ apiKey: process.env.API_KEY }"],
  [undefined, '{\n    apiKey: process.env.API_KEY,\n    baseUrl: "https://api.example.com",\n  }'],
])("examples for %s make their client with %s", async (baseUrl, want) => {
  expect(await exampleOf({ api: { baseUrl } })).toContain(`createClient(${want})`);
});

test("an instance does not take the name of what the example needs", async () => {
  const example = await exampleOf({ service: { variableName: "process" } });
  expect(example).toContain("const processApi = new ParcelsApi(");
});

test.each([
  ["on one line where it fits", {}, "listParcels(options?: RequestOptions): Promise<string>"],
  [
    "on several where it does not",
    { pathParameters: [sampleParameter()], body: sampleBody({ required: false }) },
    "listParcels(\n  parcelId: string,\n  body?: Parcel,\n  options?: RequestOptions,\n): Promise<string>",
  ],
])("a signature stands %s", async (_, operation, want) => {
  const context = { api: sampleApi(), service: sampleService(), packageName: "parcels" };
  const [code] = await methodCodes([sampleOperation(operation)], context);
  expect(code?.signature).toBe(want);
});
