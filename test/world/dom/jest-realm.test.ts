import { createRequire } from "node:module";
import { Script } from "node:vm";
import { build } from "esbuild";
import { JSDOM } from "jsdom";
import { beforeAll, describe, expect, test } from "vitest";
import type * as portable from "../../../generated/src/index.ts";
import type * as testing from "../../../generated/src/runtime/uploads/testing/index.ts";
import { creation, storedText, text } from "./every-call.ts";

// As Jest runs a test in its environment jsdom: the code in a realm whose global object is jsdom's window, with
// `process` and `Buffer`, but without what jsdom has none of. (jest-environment-jsdom 29 and 30: jsdom 20 and 26.)

type Product = typeof portable & typeof testing;

const entries = ["index", "node"];
const code = new Map<string, string>();
const toRequire = createRequire(import.meta.url);

beforeAll(async () => {
  for (const entry of entries) {
    const contents = `export * from "./${entry}.ts"; export * from "./runtime/uploads/testing/index.ts";`;
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: "generated/src", loader: "ts" },
      bundle: true,
      write: false,
      format: "cjs",
      platform: "node",
    });
    code.set(entry, outputFiles[0]?.text ?? "");
  }
});

/** What Jest's jsdom lacks, and jsdom 29 has. */
const laterMethods = ["arrayBuffer", "text", "bytes"];

interface Realm {
  readonly window: typeof globalThis;
  readonly product: Product;
  /** Of that realm. */
  run(script: string): unknown;
}

/** Loads the product in a realm that has these globals on top of jsdom's. */
function load(entry: string, globals: object): Realm {
  const dom = new JSDOM("", { url: "http://localhost/", runScripts: "outside-only" });
  const window = dom.window as unknown as typeof globalThis;
  for (const name of laterMethods) Reflect.deleteProperty(window.Blob.prototype, name);
  Reflect.deleteProperty(window.AbortSignal.prototype, "throwIfAborted");
  for (const name of ["TextEncoder", "TextDecoder"]) Reflect.deleteProperty(window, name);
  Object.assign(window, globals);
  const run = (script: string): unknown =>
    new Script(script).runInContext(dom.getInternalVMContext());
  const wrapper = run(`(function (exports, require, module) {${code.get(entry) ?? ""}\n})`);
  const module = { exports: {} };
  (wrapper as (...given: unknown[]) => void)(module.exports, toRequire, module);
  return { window, run, product: module.exports as Product };
}

/** As Jest makes its own `process`. */
const jests = { Buffer, process: Object.create(process) as typeof process };

/** Of what jest-fixed-jsdom 0.0.11 adds of Node's, what there has to be. */
const least = {
  ...{ Headers, Request, Response, TextEncoder, fetch },
};
/** All that it adds. File is not there: it stays jsdom's, which before 28.1 has no method but slice. */
const fixed = {
  ...{ ...least, AbortController, AbortSignal, Blob, FormData, URL },
  ...{ ReadableStream, TextDecoder, TransformStream, structuredClone },
};

describe.each(entries)("%s alone", (entry) => {
  test("tells what is missing, and a remedy", () => {
    const { product, window } = load(entry, jests);
    const error = caught(() => product.createClient({ apiKey: "sk-test" }));
    expect(error).toBeInstanceOf(window.TypeError);
    expect(String(error)).toBe(
      "TypeError: this environment lacks Response, TextEncoder; " +
        "add the runtime's own to its globals (in Jest, jest-fixed-jsdom does)",
    );
  });

  test("has a test server that tells what is missing", async () => {
    const server = load(entry, jests).product.createUploadsServer();
    await expect(server.fetch("/v1/uploads")).rejects.toThrow("lacks Response");
  });
});

test("without fetch, the first call tells that it is missing", async () => {
  const { product } = load("index", { ...jests, ...least, fetch: undefined });
  const uploads = new product.UploadsApi(product.createClient({ apiKey: "sk-test" }));
  await expect(uploads.cancelUpload("a")).rejects.toThrow("this environment lacks fetch");
});

const environments: [string, object][] = [
  ["with jest-fixed-jsdom", { ...jests, ...fixed }],
  ["with no more than is needed of Node's, and jsdom's Blob", { ...jests, ...least }],
  ["with that, and without process", least],
];
const cases = environments.flatMap(([name, globals]) =>
  entries.map((entry) => [name, entry, globals] as const),
);

describe.each(cases)("%s, %s", (_, entry, globals) => {
  let realm: Realm;
  beforeAll(() => {
    realm = load(entry, { ...globals, text });
  });

  function connect() {
    const { createUploadsServer, createClient, UploadsApi } = realm.product;
    const server = createUploadsServer();
    const { fetch } = server;
    return { server, uploads: new UploadsApi(createClient({ apiKey: "sk-test", fetch })) };
  }

  test.each([
    ["a Blob", `new Blob([text])`],
    ["jsdom's File", `new File([text], "a.txt")`],
    ["bytes of the realm", `Uint8Array.from(text, (it) => it.charCodeAt(0))`],
    ["an ArrayBuffer of the realm", `Uint8Array.from(text, (it) => it.charCodeAt(0)).buffer`],
    ["bytes of TextEncoder", `new TextEncoder().encode(text)`],
  ])("sends %s", async (_, script) => {
    const { server, uploads } = connect();
    const data = realm.run(script) as Blob;
    const { id } = await uploads.createUpload(creation);
    const part = await uploads.addUploadPart(id, { data });
    const done = await uploads.completeUpload(id, { part_ids: [part.id] });
    expect(await storedText(server, done)).toBe(text);
    const options = { purpose: "batch", filename: "a.txt", partSize: 4 } as const;
    const other = await realm.product.uploadFile(uploads, data, options);
    expect(await storedText(server, other)).toBe(text);
  });

  test("keeps a checkpoint", async () => {
    const { uploads } = connect();
    const checkpoint = new Map<string, portable.Checkpoint>();
    const file = realm.run(`new File([text], "a.txt")`) as File;
    const set: unknown[] = [];
    checkpoint.set = (_, value) => (set.push(value), checkpoint);
    await realm.product.uploadFile(uploads, file, { purpose: "batch", checkpoint });
    const parts = { 0: "part_000001" };
    expect(set).toMatchObject([{ parts: {} }, { parts }, { parts, isCompleting: true }]);
  });

  test("takes an error of this realm for what it is", async () => {
    const { uploads } = connect();
    const closed = new TypeError("closed");
    let prints = 0;
    const source = {
      size: text.length,
      name: "a.txt",
      fingerprint() {
        if (prints++ > 0) throw closed;
        return "";
      },
      read: () => new TextEncoder().encode(text),
    };
    const call = realm.product.uploadFile(uploads, source, { purpose: "batch" });
    // Not "source-changed": a source that throws a TypeError was closed.
    await expect(call).rejects.toMatchObject({ failure: "failed", cause: closed });
    await expect(call).rejects.toThrow("closed");
  });

  test("rejects with the reason of the realm's signal", async () => {
    const { uploads } = connect();
    const controller = realm.run("new AbortController()") as AbortController;
    const call = uploads.createUpload(creation, { signal: controller.signal });
    const reason = realm.run(`new DOMException("enough", "AbortError")`);
    controller.abort(reason);
    await expect(call).rejects.toBe(reason);
  });
});

function caught(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return error;
  }
}
