import { expect, test } from "vitest";
import type { Api, Operation } from "../../generator/api-model.ts";
import { emitReadme } from "../../generator/docs/readme.ts";
import { emitReference } from "../../generator/docs/reference.ts";
import { loadSpec } from "../../generator/load/document.ts";
import { normalise } from "../../generator/normalise/index.ts";
import { readApi } from "../../generator/read-api/index.ts";
import { anchorsOf, brokenLinks, examplesOf, legible, outlineOf } from "./read-page.ts";
import {
  apiOf,
  modelType,
  plainType,
  sampleBody,
  sampleModel,
  sampleOperation,
  sampleParameter,
  sampleResult,
} from "../emit/sample-api.ts";

const uploads = readApi(normalise(await loadSpec("spec/uploads.yaml")), "spec/uploads.yaml");

/** The reference pages' texts by their paths. */
async function pagesOf(api: Api): Promise<Record<string, string>> {
  const files = await emitReference(api, "parcels");
  return Object.fromEntries(files.map(({ path, text }) => [path, text]));
}

async function classPageOf(...operations: Operation[]): Promise<string> {
  return (await pagesOf(apiOf(operations, [sampleModel()])))["docs/ParcelsApi.md"] ?? "";
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
    server: "https://eu.parcels.example",
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
      decoding: "json",
      empty: undefined,
      isLossy: false,
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

    Its server is 'https://eu.parcels.example': call it with a client that has this 'baseUrl'.

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
    | 'params["x-dry-run"]' | 'string' | header | no | **Deprecated.** |
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
    | 200 | Sent. | ['Parcel'](Parcel.md) | 'etag': Its version. · 'age' |
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
      result: sampleResult({ documentedType: modelType("Parcel") }),
    }),
  ];
  const page = (await pagesOf(apiOf(operations, [model])))["docs/Parcel.md"] ?? "";
  expect(legible(page)).toMatchInlineSnapshot(`
    "# Parcel

    **Deprecated.**

    Something to send.

    Type: 'object'

    ## Properties

    | Name | Type | Required | Description |
    | - | - | - | - |
    | 'to' | '("Parcel" \\|' ['Parcel'](Parcel.md) '\\| null)[]' | yes | Where it goes. |
    | 'grams' | 'integer' | no | **Deprecated.** |

    ## Example

    '''json
    {
      "to": [
        "Parcel"
      ]
    }
    '''

    ## Taken by

    - ['ParcelsApi.sendParcel'](ParcelsApi.md#sendparcel)

    ## Returned by

    - ['ParcelsApi.getParcel'](ParcelsApi.md#getparcel)

    [All classes and models](../README.md) · Generated from the OpenAPI document. Change that or the generator, not this page.
    "
  `);
});

const oddNames = ["example", "parameters", "methods", "parcelsApi", "get_$", "GET_$", "größe"];
const oddApi = apiOf(
  oddNames.map((methodName) => sampleOperation({ methodName, body: sampleBody() })),
  [sampleModel(), sampleModel({ name: "parcel" })],
);

test.each([
  ["the Uploads API", uploads],
  ["methods called like headings, like their class and like each other", oddApi],
])("every link leads to a page and a heading: %s", async (_, api) => {
  const readme = await emitReadme(api, { manifest: { name: "parcels" } });
  expect(brokenLinks([...(await emitReference(api, "parcels")), readme])).toEqual([]);
});

test("each link to a method leads to the heading of that method", async () => {
  const page = (await pagesOf(oddApi))["docs/ParcelsApi.md"] ?? "";
  const headings = anchorsOf(page);
  const links = [...page.matchAll(/\(ParcelsApi\.md#([^)]+)\)/g)];
  expect(links.map((match) => headings.get(match[1] ?? ""))).toEqual(oddNames);
});

test("each method of the Uploads API has an example that calls it", async () => {
  const page = (await pagesOf(uploads))["docs/UploadsApi.md"] ?? "";
  const calls = examplesOf(page).map((code) => /await uploads\.\w+\([^]*?\);/.exec(code)?.[0]);
  const methods = uploads.services.flatMap(({ operations }) => operations);
  const args = [
    '({\n  filename: "hello.txt",\n  purpose: "assistants",\n  bytes: 11,\n  mime_type: "text/plain",\n  expires_after: { anchor: "created_at", seconds: 86400 },\n});',
    '("upload_abc123", {\n  data: new Blob(["hello "]),\n});',
    '("upload_abc123", {\n  part_ids: ["part_abc123", "part_def456"],\n  md5: "5eb63bbbe01eeed093cb22bb8f5acdc3",\n});',
    '("upload_abc123");',
  ];
  const want = methods.map(({ methodName }, at) => `await uploads.${methodName}${args[at] ?? ""}`);
  expect(calls).toEqual(want);
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
