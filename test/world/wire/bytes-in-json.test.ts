import busboy from "busboy";
import { beforeAll, describe, expect, test } from "vitest";
import { content, json, listen, make, timeout, type Made, type Sent } from "./support.ts";

const bytes = { type: "string", format: "binary" };
const newBytes = { type: "string", contentMediaType: "image/png" };
const object = (properties: object) => ({ type: "object", properties });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const post = (operationId: string, mediaType: string, schema: object) => ({
  post: {
    operationId,
    requestBody: { required: true, ...content(mediaType, schema) },
    responses: json({ type: "object" }),
  },
});
const form = "multipart/form-data";

const paths = {
  "/json": post("inJson", "application/json", object({ name: bytes, icon: newBytes })),
  "/list": post("inList", "application/json", object({ files: { type: "array", items: bytes } })),
  "/form": post("inForm", form, object({ file: bytes, files: { type: "array", items: newBytes } })),
  "/part": post(
    "inPart",
    form,
    object({ file: bytes, meta: object({ icon: bytes, icons: { type: "array", items: bytes } }) }),
  ),
  "/pairs": post("inPairs", "application/x-www-form-urlencoded", object({ a: bytes })),
  "/leaf-form": post("leafInForm", form, object({ file: ref("File") })),
  "/leaf-json": post("leafInJson", "application/json", object({ file: ref("File") })),
  "/text-field": post(
    "textField",
    form,
    object({ meta: { type: "string", contentMediaType: "application/json" } }),
  ),
  "/base64": post(
    "base64Field",
    form,
    object({ icon: { type: "string", contentEncoding: "base64", contentMediaType: "image/png" } }),
  ),
  "/both-form": post("bothInForm", form, ref("Both")),
  "/both-json": post("bothInJson", "application/json", ref("Both")),
  "/query": {
    get: {
      operationId: "inQuery",
      parameters: [{ name: "a", in: "query", schema: bytes }],
      responses: json(object({ icon: bytes })),
    },
  },
};
const components = { schemas: { File: bytes, Both: object({ file: bytes }) } };
const blob = 'new Blob(["a"])';
const calls = [
  'it.inJson({ name: "a", icon: "b" })',
  'it.inList({ files: ["a"] })',
  `it.inForm({ file: ${blob}, files: [${blob}, ${blob}] })`,
  `it.inPart({ file: ${blob}, meta: { icon: "a", icons: ["b"] } })`,
  'it.inPairs({ a: "a" })',
  `it.leafInForm({ file: ${blob} })`,
  'it.leafInJson({ file: "a" })',
  `it.textField({ meta: '{"a":1}' })`,
  'it.base64Field({ icon: "aGk=" })',
  'it.inQuery({ a: "a" }).then(({ icon }) => icon?.length)',
  `it.bothInForm({ file: ${blob} })`,
  'it.bothInJson({ file: "a" })',
];
const wrong = [
  `it.inJson({ name: ${blob} })`,
  `it.inJson({ icon: ${blob} })`,
  `it.inList({ files: [${blob}] })`,
  'it.inForm({ file: "a" })',
  `it.inPart({ meta: { icon: ${blob} } })`,
  `it.inPart({ meta: { icons: [${blob}] } })`,
  `it.inPairs({ a: ${blob} })`,
  'it.leafInForm({ file: "a" })',
  `it.leafInJson({ file: ${blob} })`,
  `it.textField({ meta: ${blob} })`,
  `it.base64Field({ icon: ${blob} })`,
  `it.inQuery({ a: ${blob} })`,
  'it.bothInForm({ file: "a" })',
  `it.bothInJson({ file: ${blob} })`,
];
/** What code without types may give, and the message. */
const given: [call: string, message: RegExp][] = [
  [`it.inJson({ name: ${blob} } as never)`, /^body\.name must be .*, got Blob$/],
  ["it.inJson({ name: bytes } as never)", /^body\.name must be .*, got Uint8Array$/],
  [`it.inList({ files: ["a", ${blob}] } as never)`, /^body\.files\[1\] must be .*, got Blob$/],
  [`it.inPart({ meta: { icon: ${blob} } } as never)`, /^meta\.icon must be .*, got Blob$/],
  [`it.inPart({ meta: { icons: [bytes.buffer] } } as never)`, /^meta\.icons\[0\] must be/],
  [`it.leafInJson({ file: { data: ${blob} } } as never)`, /^body\.file must be/],
  [`it.bothInJson({ file: ${blob} } as never)`, /^body\.file must be .*, got Blob$/],
  ["it.inJson({ name: new ReadableStream() } as never)", /^body\.name must be/],
];

let client: Made;
beforeAll(async () => {
  const all = [...calls, ...given.map(([call]) => call.replaceAll("bytes", "new Uint8Array(2)"))];
  client = await make({ paths, components }, all, wrong);
}, timeout);

test("bytes are bytes in a field of a form, and text in JSON", () => {
  expect(client.errors).toEqual([]);
});

async function sentBy(index: number): Promise<Sent> {
  const { baseUrl, sent } = await listen();
  await client.call(index, baseUrl);
  const [first] = sent;
  if (first === undefined) throw new Error("nothing was sent");
  return first;
}

/** Fields of a form as busboy reads them: name, content, media type and, of a file, its name. */
async function fieldsOf({ headers, body }: Sent): Promise<unknown[][]> {
  const fields: unknown[][] = [];
  const parser = busboy({ headers });
  parser.on("field", (name, value, { mimeType }) => fields.push([name, value, mimeType]));
  parser.on("file", (name, stream, { filename, mimeType }) => {
    stream.on("data", (chunk: Buffer) => fields.push([name, String(chunk), mimeType, filename]));
  });
  await new Promise((resolve, reject) => parser.on("close", resolve).on("error", reject).end(body));
  return fields;
}

describe("what is sent", () => {
  test.each([
    [0, { name: "a", icon: "b" }],
    [1, { files: ["a"] }],
    [6, { file: "a" }],
    [11, { file: "a" }],
  ])("JSON: call %i", async (index, want) => {
    expect(JSON.parse(String((await sentBy(index)).body))).toEqual(want);
  });

  test.each<[number, unknown[][]]>([
    [
      2,
      [
        ["file", "a", "application/octet-stream", "blob"],
        ["files", "a", "image/png", "blob"],
        ["files", "a", "image/png", "blob"],
      ],
    ],
    [5, [["file", "a", "application/octet-stream", "blob"]]],
    [7, [["meta", '{"a":1}', "application/json"]]],
    [8, [["icon", "aGk=", "text/plain"]]],
    [10, [["file", "a", "application/octet-stream", "blob"]]],
  ])("a form: call %i", async (index, want) => {
    expect(await fieldsOf(await sentBy(index))).toEqual(want);
  });

  test("an object beside bytes", async () => {
    const fields = new Map((await fieldsOf(await sentBy(3))).map((field) => [field[0], field]));
    expect(fields.get("file")?.[3]).toBe("blob");
    expect(JSON.parse(String(fields.get("meta")?.[1]))).toEqual({ icon: "a", icons: ["b"] });
  });

  test("pairs and a query", async () => {
    expect([...new URLSearchParams(String((await sentBy(4)).body))]).toEqual([["a", "a"]]);
    expect((await sentBy(9)).url).toBe("/query?a=a");
  });
});

test.each(given.map(([call, message], index) => [call, message, calls.length + index] as const))(
  "%s is refused before anything is sent",
  async (_, message, index) => {
    const { baseUrl, sent } = await listen();
    const error: unknown = await client.call(index, baseUrl).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TypeError);
    expect((error as TypeError).message).toMatch(message);
    expect(sent).toEqual([]);
  },
);

test("a schema that is both needs no warning", () => {
  expect(client.warnings).toEqual([]);
});
