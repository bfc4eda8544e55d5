/**
 * Sends bodies of all kinds over `node:http` at once, prints how each call ended, and then has to end by itself.
 * Arguments: base URL, path of a file, and "abort" or "timeout" for how the calls end when the server does not end them.
 */
import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { multipart } from "../../generator/runtime/multipart.ts";
import { FileRange } from "../../generator/runtime/node/file-range.ts";
import { httpTransport } from "../../generator/runtime/node/http-transport.ts";
import { md5OfFile } from "../../generator/runtime/uploads/node/md5-of-file.ts";
import { Client } from "../runtime/test-client.ts";

const [baseUrl = "", path = "", end = ""] = process.argv.slice(2);
const handle = await open(path);
const { size } = await handle.stat();
const controller = new AbortController();
const { signal } = controller;

const sources: Record<string, () => unknown> = {
  text: () => new Blob(["text"]),
  file: () => new FileRange({ path, handle, buffers: [] }, 0, 2 ** 25),
  async *endless() {
    for (;;) {
      await new Promise(setImmediate);
      yield new Uint8Array(1024);
    }
  },
  stalled() {
    const timer = setInterval(() => undefined, 1000);
    return new Readable({
      read: () => undefined,
      destroy(error, done) {
        clearInterval(timer);
        done(error);
      },
    });
  },
};

const client = new Client({
  apiKey: "sk-test",
  baseUrl,
  maxRetries: 0,
  transport: httpTransport(),
});
const encode = multipart({ data: { kind: "binary" } });
const options = { signal, timeout: end === "timeout" ? 300 : 60_000 };
const aborting = setTimeout(() => {
  if (end === "abort") controller.abort(new Error("enough"));
}, 300);
const calls = Object.entries(sources).map(([name, source]) => {
  const body = { data: source() };
  return ended(name, client.request("POST", "/form", { body, encode }, options));
});
if (end === "abort")
  calls.push(ended("md5", md5OfFile({ path, text: path, handle, size }, signal)));
await Promise.all(calls);
clearTimeout(aborting);
await handle.close();

async function ended(name: string, promise: Promise<unknown>): Promise<void> {
  const how = await promise.then(
    () => "resolved",
    (error: unknown) => (error as Error).name,
  );
  console.log(`${name}: ${how}`);
}
