import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeEach, expect, test } from "vitest";
import { parse } from "yaml";
import { fetchDocuments } from "../../scripts/documents/fetch-documents.ts";
import type { DocumentSource } from "../../scripts/documents/manifest.ts";
import { filesBelow, put } from "../support/files.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "documents-"));
  return () => {
    rmSync(folder, { recursive: true });
  };
});

const sha256 = (content: string) => createHash("sha256").update(content).digest("hex");
const commit = "0123456789012345678901234567890123456789";

/** Where a document comes from, which has this content there. */
function sourceOf(
  path: string,
  content: string,
  other: Partial<DocumentSource> = {},
): DocumentSource {
  const repository = "owner/name";
  const facts = { repository, commit, file: `specs/${path}`, licence: "MIT", tag: "" };
  return { path, sha256: sha256(content), ...facts, ...other };
}

/** A network with one thing at each URL: a content, or a status. Notes what was asked for. */
function networkOf(contents: Record<string, string | Uint8Array<ArrayBuffer> | number>) {
  const asked: string[] = [];
  const fetchUrl = (url: string | URL | Request) => {
    const key = url instanceof Request ? url.url : url.toString();
    asked.push(key);
    const found = contents[key] ?? 404;
    const isStatus = typeof found === "number";
    return Promise.resolve(
      new Response(isStatus ? "no" : found, { status: isStatus ? found : 200 }),
    );
  };
  return { asked, fetchUrl };
}

const raw = `https://raw.githubusercontent.com/owner/name/${commit}/specs/`;

test("documents are written below the folder, as they come", async () => {
  const { fetchUrl } = networkOf({ [`${raw}a/one.json`]: "{}", [`${raw}b/two.yaml`]: "a: ä\n" });
  const sources = [sourceOf("a/one.json", "{}"), sourceOf("b/two.yaml", "a: ä\n")];
  const fetched = await fetchDocuments(sources, folder, fetchUrl);
  expect(fetched).toMatchObject({ kept: [], problems: [] });
  expect(filesBelow(folder)).toEqual({ "a/one.json": "{}", "b/two.yaml": "a: ä\n" });
});

test("what is there is not fetched again, and what has changed there is", async () => {
  const { asked, fetchUrl } = networkOf({ [`${raw}two.json`]: "[2]" });
  put(folder, { "one.json": "[1]", "two.json": "half" });
  const sources = [sourceOf("one.json", "[1]"), sourceOf("two.json", "[2]")];
  const { kept, written } = await fetchDocuments(sources, folder, fetchUrl);
  expect({ kept, written }).toEqual({
    kept: [join(folder, "one.json")],
    written: [join(folder, "two.json")],
  });
  expect(asked).toEqual([`${raw}two.json`]);
  expect(filesBelow(folder)).toEqual({ "one.json": "[1]", "two.json": "[2]" });
});

test.each([
  ["another content", "{ }", `has sha256 ${sha256("{ }")}, the manifest says ${sha256("{}")}`],
  ["no such file", 404, "responds with HTTP 404. Check the commit and the path in"],
  ["a server that fails", 503, "responds with HTTP 503."],
])(
  "%s: nothing is written, the problem is told, the others are fetched",
  async (_, found, want) => {
    const { fetchUrl } = networkOf({ [`${raw}one.json`]: found, [`${raw}two.json`]: "[]" });
    const sources = [sourceOf("one.json", "{}"), sourceOf("two.json", "[]")];
    const { problems } = await fetchDocuments(sources, folder, fetchUrl);
    expect(problems).toEqual([expect.stringContaining(`one.json: ${raw}one.json ${want}`)]);
    expect(filesBelow(folder)).toEqual({ "two.json": "[]" });
  },
);

test("another content leaves alone what is there, whatever that is", async () => {
  put(folder, { "one.json": "mine" });
  const { fetchUrl } = networkOf({ [`${raw}one.json`]: "other" });
  await fetchDocuments([sourceOf("one.json", "{}")], folder, fetchUrl);
  expect(filesBelow(folder)).toEqual({ "one.json": "mine" });
});

test("without a network: one message, with the reason and the remedy, and no further tries", async () => {
  let tries = 0;
  const offline = () => {
    tries++;
    const cause = new Error("getaddrinfo ENOTFOUND raw.githubusercontent.com");
    return Promise.reject(new TypeError("fetch failed", { cause }));
  };
  const sources = [sourceOf("one.json", "{}"), sourceOf("two.json", "[]")];
  const { problems } = await fetchDocuments(sources, folder, offline);
  const reason =
    "can't be fetched: getaddrinfo ENOTFOUND raw.githubusercontent.com. Check the network";
  expect(problems).toEqual([expect.stringContaining(`${raw}one.json ${reason}`)]);
  expect(tries).toBe(1);
  expect(filesBelow(folder)).toEqual({});
});

test("a connection that breaks in the middle leaves nothing half-written", async () => {
  const broken = () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new Uint8Array([123]));
        controller.error(new Error("socket hang up"));
      },
    });
    return Promise.resolve(new Response(body));
  };
  const { problems } = await fetchDocuments([sourceOf("one.json", "{}")], folder, broken);
  expect(problems).toEqual([expect.stringContaining("socket hang up")]);
  expect(filesBelow(folder)).toEqual({});
});

test("of a document with a tag, the operations of that tag are kept, and every security scheme", async () => {
  const operation = (tag: string) => ({
    get: { operationId: tag, tags: [tag], responses: { 204: { description: "Done." } } },
  });
  const securitySchemes = { key: { type: "http", scheme: "bearer" } };
  const whole = JSON.stringify({
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    paths: { "/a": operation("Uploads"), "/b": operation("Files") },
    components: { securitySchemes, schemas: { Lonely: {} } },
    "x-meta": "all operations",
  });
  const source = sourceOf("cut.yaml", whole, { tag: "Uploads", file: "openapi.yaml" });
  const { asked, fetchUrl } = networkOf({ [raw.replace("specs/", "openapi.yaml")]: whole });
  await fetchDocuments([source], folder, fetchUrl);
  const text = filesBelow(folder)["cut.yaml"] ?? "";
  expect(parse(text)).toEqual({
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    paths: { "/a": operation("Uploads") },
    components: { securitySchemes },
  });
  // It says what it was cut from, and is fetched again when that is another.
  await fetchDocuments([source], folder, fetchUrl);
  expect(asked).toHaveLength(1);
  const { problems } = await fetchDocuments([{ ...source, sha256: "0" }], folder, fetchUrl);
  expect(problems).toEqual([expect.stringContaining("the manifest says 0")]);
});

/** An archive as npm's registry has it, of one file. */
function packageWith(path: string, content: string): Uint8Array<ArrayBuffer> {
  const head = Buffer.alloc(512);
  head.write(`package/${path}`, 0);
  head.write(`${content.length.toString(8).padStart(11, "0")}\0`, 124);
  const body = Buffer.alloc(512 * Math.ceil(content.length / 512));
  body.write(content);
  const first = Buffer.alloc(1024);
  first.write("package/README.md", 0);
  first.write("00000000003\0", 124);
  return new Uint8Array(gzipSync(Buffer.concat([first, head, body, Buffer.alloc(1024)])));
}

test("a file of a package is taken out of its archive", async () => {
  const url = "https://registry.npmjs.org/@scope/name/-/name-1.2.3.tgz";
  const from = { repository: "npm:@scope/name", commit: "1.2.3", file: "dist/a.json" };
  const content = JSON.stringify("x".repeat(2000));
  const { fetchUrl } = networkOf({ [url]: packageWith("dist/a.json", content) });
  await fetchDocuments([sourceOf("a.json", content, from)], folder, fetchUrl);
  expect(filesBelow(folder)).toEqual({ "a.json": content });
  const other = sourceOf("b.json", content, { ...from, file: "dist/b.json" });
  const { problems } = await fetchDocuments([other], folder, fetchUrl);
  expect(problems).toEqual([expect.stringContaining(`${url} has no file dist/b.json`)]);
});
