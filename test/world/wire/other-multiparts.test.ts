import { createServer, type IncomingMessage } from "node:http";
import formidable, { multipart } from "formidable";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { content, json, make, timeout, type Made } from "./support.ts";

const bytes = { type: "string", format: "binary" };
const meta = { type: "object", required: ["name"], properties: { name: { type: "string" } } };
const both = { type: "object", required: ["meta"], properties: { meta, file: bytes } };
const post = (operationId: string, mediaType: string, schema?: object) => ({
  post: {
    operationId,
    requestBody: { required: true, ...content(mediaType, schema) },
    responses: json({ type: "object" }),
  },
});
const paths = {
  "/mixed": post("mixed", "multipart/mixed", both),
  "/related": post("related", "multipart/related", both),
  "/file-first": post("fileFirst", "multipart/related", {
    type: "object",
    properties: { file: bytes, meta },
  }),
  "/any": post("anyMultipart", "multipart/*", both),
  "/list": post("list", "multipart/mixed", { type: "array", items: bytes }),
  "/tuple": post("tuple", "multipart/related", { type: "array", prefixItems: [meta, bytes] }),
  "/form-list": post("formList", "multipart/form-data", { type: "array", items: bytes }),
};

const body = '{ meta: { name: "ü" }, file: new Blob(["a\\r\\n--b"], { type: "image/png" }) }';
let client: Made;
beforeAll(async () => {
  client = await make(
    { paths },
    [
      ...["mixed", "related", "fileFirst", "anyMultipart"].map((name) => `it.${name}(${body})`),
      'it.list([new Blob(["a\\r\\n--b"], { type: "image/png" }), new Uint8Array([99])])',
      'it.tuple([{ name: "ü" }, new Blob(["a\\r\\n--b"], { type: "image/png" })])',
      "it.list([1 as never])",
    ],
    [
      "it.mixed({ meta: '{}' })",
      'it.mixed("a")',
      'it.mixed(new Blob(["a"]))',
      'it.related({ file: new Blob(["a"]) })',
      'it.list("a")',
      'it.list(["a"])',
      'it.tuple([{ name: "ü" }, "a"])',
    ],
  );
}, timeout);

test("the parts of any multipart type are the properties of its schema", () => {
  expect(client.errors).toEqual([]);
});

interface Read {
  readonly type: string;
  readonly parts: Record<string, string>;
}

/** What formidable reads of a request, and its Content-Type. */
async function read(index: number): Promise<Read> {
  const reading: Promise<Read>[] = [];
  const server = createServer((request, response) => {
    reading.push(partsOf(request));
    request.on("end", () => response.setHeader("content-type", "application/json").end("{}"));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => void server.close());
  const { port } = server.address() as { port: number };
  await client.call(index, `http://127.0.0.1:${port}`);
  const [first] = reading;
  if (first === undefined) throw new Error("nothing was sent");
  return first;
}

async function partsOf(request: IncomingMessage): Promise<Read> {
  const parts: Record<string, string> = {};
  // Its other parsers take any Content-Type with the word "json" or "octet-stream" in it.
  const parser = formidable({ enabledPlugins: [multipart] });
  parser.onPart = (part) => {
    const chunks: Buffer[] = [];
    part.on("data", (chunk: Buffer) => chunks.push(chunk));
    part.on("end", () => {
      parts[part.name ?? ""] = `${part.mimetype ?? ""}: ${String(Buffer.concat(chunks))}`;
    });
  };
  await parser.parse(request);
  return { type: request.headers["content-type"] ?? "", parts };
}

describe("what formidable reads", () => {
  test.each([
    [0, /^multipart\/mixed; boundary=\d+$/],
    [1, /^multipart\/related; type="application\/json"; boundary=\d+$/],
    [2, /^multipart\/related; type="application\/octet-stream"; boundary=\d+$/],
    [3, /^multipart\/form-data; boundary=\d+$/],
  ])("call %i", async (index, wanted) => {
    const { type, parts } = await read(index);
    expect(type).toMatch(wanted);
    expect(parts).toEqual({
      meta: 'application/json: {"name":"ü"}',
      file: "image/png: a\r\n--b",
    });
  });
});

describe("what formidable reads of a list", () => {
  test.each<[number, RegExp, string[]]>([
    [4, /^multipart\/mixed; boundary=\d+$/, ["image/png: a\r\n--b", "application/octet-stream: c"]],
    [
      5,
      /^multipart\/related; type="application\/json"; boundary=\d+$/,
      ['application/json: {"name":"ü"}', "image/png: a\r\n--b"],
    ],
  ])("call %i", async (index, wanted, want) => {
    const { type, parts } = await read(index);
    expect(type).toMatch(wanted);
    expect(Object.values(parts)).toEqual(want);
  });
});

test("an item that can't be sent is named", async () => {
  await expect(client.call(6, "http://localhost:1")).rejects.toThrow(/^body\[0\] must be a Blob/);
});

test("a form's list of parts without names is told", () => {
  const place = "wire.yaml#/paths/~1form-list/post/requestBody/content/multipart~1form-data";
  expect(client.warnings.filter((warning) => warning.includes("parts have no names"))).toEqual([
    expect.stringContaining(place),
  ]);
});
