import ts from "typescript";
import { expect, test } from "vitest";
import type { Api, Operation, Service } from "../../generator/api-model.ts";
import { emitReadme } from "../../generator/emit/readme.ts";
import { emitReference } from "../../generator/emit/reference.ts";
import { loadSpec } from "../../generator/load-spec.ts";
import { normalise } from "../../generator/normalise/index.ts";
import { readApi } from "../../generator/read-api/index.ts";
import { brokenLinks, examplesOf, nodesOf, outlineOf, parsePage } from "./read-page.ts";
import {
  apiOf,
  modelType,
  plainType,
  sampleApi,
  sampleBody,
  sampleModel,
  sampleOperation,
  sampleParameter,
  sampleService,
} from "./sample-api.ts";

const uploads = readApi(normalise(await loadSpec("spec/uploads.yaml")), "spec/uploads.yaml");

/** The reference pages' texts by their paths. */
async function pagesOf(api: Api): Promise<Record<string, string>> {
  const files = await emitReference(api, "parcels");
  return Object.fromEntries(files.map(({ path, text }) => [path, text]));
}

async function classPageOf(...operations: Operation[]): Promise<string> {
  return (await pagesOf(apiOf(operations, [sampleModel()])))["docs/ParcelsApi.md"] ?? "";
}

/** A page for a template string, in which backticks would have to be escaped. */
function legible(page: string): string {
  return page.replaceAll("`", "'");
}

async function exampleOf(operation: Operation, service: Partial<Service> = {}): Promise<string> {
  const services = [sampleService({ ...service, operations: [operation] })];
  const pages = Object.values(await pagesOf(sampleApi({ services })));
  return examplesOf(pages[0] ?? "")[0] ?? "";
}

test("a page for each class and each model", async () => {
  expect(Object.keys(await pagesOf(uploads))).toEqual([
    "docs/UploadsApi.md",
    ...uploads.models.map(({ name }) => `docs/${name}.md`),
  ]);
});

test("names that differ in case alone get pages of their own", async () => {
  const models = ["Parcel", "parcel", "parcelsApi", "PARCEL"].map((name) => sampleModel({ name }));
  const pages = await pagesOf(apiOf([], models));
  const titles = Object.entries(pages).map(([path, text]) => [path, outlineOf(text)[0]]);
  expect(titles).toEqual([
    ["docs/ParcelsApi.md", "# ParcelsApi"],
    ["docs/Parcel.md", "# Parcel"],
    ["docs/parcel-2.md", "# parcel"],
    ["docs/parcelsApi-2.md", "# parcelsApi"],
    ["docs/PARCEL-3.md", "# PARCEL"],
  ]);
});

test("a class page", async () => {
  const operation = sampleOperation({
    methodName: "sendParcel",
    httpMethod: "PUT",
    path: "/parcels/{parcel_id}",
    summary: "Send a parcel",
    description: "On its way *at once*.",
    deprecated: true,
    pathParameters: [sampleParameter({ description: "Its id." })],
    body: sampleBody({ description: "What is in it." }),
    otherParameters: [
      sampleParameter({ name: "x-dry-run", in: "header", required: false, deprecated: true }),
    ],
    result: {
      types: [{ kind: "model", name: "Parcel" }],
      documentedType: modelType("Parcel"),
      mediaTypes: ["application/json"],
    },
    responses: [
      {
        status: "200",
        description: "Sent.",
        mediaTypes: ["application/json"],
        documentedType: modelType("Parcel"),
        headers: [
          { name: "etag", description: "Its version." },
          { name: "age", description: undefined },
        ],
      },
      {
        status: "404",
        description: "Lost.",
        mediaTypes: [],
        documentedType: undefined,
        headers: [],
      },
    ],
  });
  expect(legible(await classPageOf(operation))).toMatchInlineSnapshot(`
    "# ParcelsApi

    ## Methods

    | Method | HTTP request | Description |
    | - | - | - |
    | ['sendParcel'](ParcelsApi.md#sendparcel) | 'PUT /parcels/{parcel_id}' | Send a parcel |

    ## sendParcel

    '''ts
    sendParcel(
      parcelId: string,
      body: Parcel,
      params?: NonNullable<
        paths["/parcels/{parcel_id}"]["put"]["parameters"]["header"]
      >,
      options?: RequestOptions,
    ): Promise<Parcel>
    '''

    'PUT /parcels/{parcel_id}'

    **Deprecated.**

    Send a parcel

    On its way *at once*.

    ### Example

    '''ts
    import { ParcelsApi, createClient } from "parcels";

    const parcels = new ParcelsApi(
      createClient({ apiKey: process.env.PARCELS_API_KEY }),
    );

    const result = await parcels.sendParcel("parcel_1", { grams: 500 });
    console.log(result);
    '''

    ### Parameters

    | Name | Type | Sent in | Required | Description |
    | - | - | - | - | - |
    | 'parcelId' | 'string' | path as 'parcel_id' | yes | Its id. |
    | 'body' | ['Parcel'](Parcel.md) | body | yes | What is in it. |
    | 'params["x-dry-run"]' | 'string' | header | no | **Deprecated.**  |
    | 'options' | 'RequestOptions' | – | no | Signal, timeout, headers and number of retries for this call. |

    ### Return type

    ['Parcel'](Parcel.md)

    ### Authorization

    Key (HTTP bearer)

    ### HTTP request headers

    - **Content-Type**: 'application/json'
    - **Accept**: 'application/json'

    ### Responses

    | Status | Description | Type | Headers |
    | - | - | - | - |
    | 200 | Sent. | ['Parcel'](Parcel.md) | 'etag': Its version.; 'age' |
    | 404 | Lost. | | |

    [All classes and models](../README.md) · Generated from the OpenAPI document. Change that or the generator, not this page.
    "
  `);
});

test("a model page", async () => {
  const model = sampleModel({
    deprecated: true,
    description: "Something to send.",
    properties: [
      {
        name: "to",
        type: { text: '("Parcel" | Parcel | null)[]', models: ["Parcel"] },
        required: true,
        deprecated: false,
        description: "Where it goes.",
      },
      {
        name: "grams",
        type: plainType("integer"),
        required: false,
        deprecated: true,
        description: undefined,
      },
    ],
    example: { to: ["Parcel"] },
  });
  const operations = [
    sampleOperation({ methodName: "sendParcel", body: sampleBody() }),
    sampleOperation({
      methodName: "getParcel",
      result: { types: [], documentedType: modelType("Parcel"), mediaTypes: [] },
    }),
  ];
  const page = (await pagesOf(apiOf(operations, [model])))["docs/Parcel.md"] ?? "";
  expect(legible(page)).toMatchInlineSnapshot();
});

test.each([
  ["the Uploads API", uploads],
  [
    "methods called like headings, like their class and like each other",
    apiOf(
      ["example", "parameters", "methods", "parcelsApi", "get_$", "GET_$", "größe"].map(
        (methodName) => sampleOperation({ methodName, body: sampleBody() }),
      ),
      [sampleModel(), sampleModel({ name: "parcel" })],
    ),
  ],
])("every link leads to a page and a heading: %s", async (_, api) => {
  const readme = await emitReadme(api, { manifest: { name: "parcels" } });
  expect(brokenLinks([...(await emitReference(api, "parcels")), readme])).toEqual([]);
});

test("each method of the Uploads API has an example that calls it", async () => {
  const page = (await pagesOf(uploads))["docs/UploadsApi.md"] ?? "";
  const calls = examplesOf(page).map((code) => /await uploads\.\w+\([^]*?\);/.exec(code)?.[0]);
  expect(calls).toEqual([
    'await uploads.createUpload({\n  filename: "hello.txt",\n  purpose: "assistants",\n  bytes: 11,\n  mime_type: "text/plain",\n  expires_after: { anchor: "created_at", seconds: 86400 },\n});',
    'await uploads.addUploadPart("upload_abc123", {\n  data: new Blob(["hello "]),\n});',
    'await uploads.completeUpload("upload_abc123", {\n  part_ids: ["part_abc123", "part_def456"],\n  md5: "5eb63bbbe01eeed093cb22bb8f5acdc3",\n});',
    'await uploads.cancelUpload("upload_abc123");',
  ]);
});

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
          fieldsName: "fields",
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
    '({ ["__proto__"]: { "\\u202e": "\\u0000`" } })',
  ],
])("an example shows %s", async (_, operation, want) => {
  expect(await exampleOf(sampleOperation(operation))).toContain(
    `const result = await parcels.listParcels${want};\nconsole.log(result);`,
  );
});

function query(given: { required?: boolean; example?: unknown }) {
  const type = { kind: "lookup", root: "paths", keys: [] } as const;
  return sampleParameter({ name: "page", in: "query", type, ...given });
}

test("an example of a method that returns nothing logs nothing", async () => {
  const result = { types: [], documentedType: plainType("void"), mediaTypes: [] };
  expect(await exampleOf(sampleOperation({ result }))).toMatch(
    /\n\nawait parcels.listParcels\(\);$/,
  );
});

test("an example without security sends no key", async () => {
  expect(await exampleOf(sampleOperation({ security: [] }))).toContain("{ apiKey: null }");
});

test.each([
  ["https://api.parcels.example/v1", "{ apiKey: process.env.PARCELS_API_KEY }"],
  ["http://127.0.0.1:8080", "{ apiKey: process.env.API_KEY }"],
  [undefined, '{\n    apiKey: process.env.API_KEY,\n    baseUrl: "https://api.example.com",\n  }'],
])("examples for %s make their client with %s", async (baseUrl, want) => {
  const services = [sampleService({ operations: [sampleOperation()] })];
  const page = (await pagesOf(sampleApi({ baseUrl, services })))["docs/ParcelsApi.md"] ?? "";
  expect(examplesOf(page)[0]).toContain(`createClient(${want})`);
});

test("an instance does not take the name of what the example needs", async () => {
  const example = await exampleOf(sampleOperation(), { variableName: "process" });
  expect(example).toContain("const processApi = new ParcelsApi(");
});

test("editing the description of a property changes one line of one page", async () => {
  const edited = structuredClone(uploads);
  Object.assign(edited.models.find(({ name }) => name === "Upload")?.properties[0] ?? {}, {
    description: "A much longer text than before, that makes no other line any longer than it was.",
  });
  const lines = async (api: Api) =>
    Object.entries(await pagesOf(api)).flatMap(([path, text]) =>
      text.split("\n").map((line) => `${path}: ${line}`),
    );
  const [before, after] = [await lines(uploads), await lines(edited)];
  expect(after).toHaveLength(before.length);
  expect(after.filter((line, index) => line !== before[index])).toEqual([
    "docs/Upload.md: | `id` | `string` | yes | A much longer text than before, that makes no other line any longer than it was. |",
  ]);
});

test("pages end with one line feed and are the same every time", async () => {
  const [first, second] = [await pagesOf(uploads), await pagesOf(uploads)];
  expect(first).toEqual(second);
  expect(Object.values(first).filter((text) => !/[^\n]\n$/.test(text) || /\r/.test(text))).toEqual(
    [],
  );
});

/** An API whose document says the same in every place that can hold text. */
function apiSaying(text: string): Api {
  const type = plainType(JSON.stringify(text));
  const described = { description: text, documentedType: type, example: text };
  const operation = sampleOperation({
    path: `/${text}`,
    summary: text,
    description: `${text}\n\nmore`,
    pathParameters: [sampleParameter({ ...described, name: text })],
    otherParameters: [sampleParameter({ ...described, name: text, in: "query" })],
    body: sampleBody({ ...described, mediaType: text, example: { [text]: text } }),
    result: { types: [], documentedType: type, mediaTypes: [text] },
    responses: [
      {
        status: text,
        mediaTypes: [text],
        headers: [{ name: text, description: text }],
        description: text,
        documentedType: type,
      },
    ],
    security: [text],
  });
  const property = { name: text, type, required: true, deprecated: true, description: text };
  const model = sampleModel({ description: text, type, properties: [property], example: text });
  return {
    ...apiOf([operation, sampleOperation({ methodName: "other" })], [model]),
    description: text,
  };
}

/** What must not depend on the texts: the outline, the shape of tables, no live HTML, links or definitions. */
function shapeOf(text: string) {
  const page = parsePage(text);
  const kinds = ["html", "image", "imageReference", "definition", "footnoteDefinition"] as const;
  return {
    outline: outlineOf(text),
    tables: nodesOf(page, "table").map((table) => table.children.map((row) => row.children.length)),
    foreign: kinds.flatMap((kind) => nodesOf(page, kind)),
    links: nodesOf(page, "link").flatMap(({ url }) => (url.startsWith("https:") ? [] : [url])),
    lastLine: text.trimEnd().split("\n").at(-1),
  };
}

test.each([
  "a | b | c",
  "`a\\|b` \\| \\",
  "</td></tr></table>",
  "<script>alert(1)</script>",
  "<details>\n\n<summary>",
  "a <!-- b",
  "# heading\n\n## Methods\n\nheading\n===",
  "a\n---\nb",
  "```\n~~~\n# heading",
  "````ts\n```\n````\n# heading",
  "[x](javascript:alert(1)) [y](../../y.md) <javascript:z> ![i](https://e.example/i.png)",
  "[All classes and models]: https://e.example\n\n[a][All classes and models]",
  "All classes and models](https://e.example)",
  "[^1]\n\n[^1]: note",
  "at www.<b>c</b>",
  "&lt;b&gt; &#60;i> &#10;&#10;# heading",
  "> quote\n\n- item\n1. item\n\n      code",
  "\u202e\u0000\r\r\n\u2028# heading",
  "// ---\nimport x from 'y'\n// ---",
  '*/ alert(1) /* ${alert(1)} "; alert(1); "',
])("no text leaves its place: %j", async (text) => {
  const [harmless, hostile] = [await pagesOf(apiSaying("text")), await pagesOf(apiSaying(text))];
  expect(Object.keys(hostile)).toEqual(Object.keys(harmless));
  for (const [path, page] of Object.entries(hostile)) {
    expect(shapeOf(page)).toEqual(shapeOf(harmless[path] ?? ""));
    expect(page).not.toMatch(/[\u0000\r\u202e\u2028]/);
  }
});

test("an example that holds code and fences is one block of code that parses", async () => {
  const api = apiSaying('```\n"; alert(1); // ${`\n```');
  const page = (await pagesOf(api))["docs/ParcelsApi.md"] ?? "";
  const examples = examplesOf(page);
  expect(examples).toHaveLength(2);
  for (const example of examples) {
    const { diagnostics } = ts.transpileModule(example, { reportDiagnostics: true });
    expect(diagnostics).toEqual([]);
    expect(example).not.toMatch(/^\s*alert/m);
  }
});
