/**
 * Sends bodies from sources of all kinds at once, prints how each call ended, and then has to end by itself.
 * Arguments: base URL, and "abort" or "timeout" for how the calls end when the server does not end them.
 */
import { Readable } from "node:stream";
import { multipart } from "../../generator/runtime/multipart.ts";
import { Client } from "../runtime/test-client.ts";

const [baseUrl = "", end = ""] = process.argv.slice(2);
const chunk = new Uint8Array(1024);

/** But for the Blob, each never ends, and holds a timer that keeps the process alive until it is told to stop. */
const sources: Record<string, () => unknown> = {
  webStream() {
    let timer: NodeJS.Timeout;
    return new ReadableStream({
      start(controller) {
        timer = setInterval(() => {
          controller.enqueue(chunk);
        }, 1);
      },
      cancel() {
        clearInterval(timer);
      },
    });
  },
  nodeStream() {
    const timer = setInterval(() => readable.push(chunk), 1);
    const readable = new Readable({
      read: () => undefined,
      destroy(error, done) {
        clearInterval(timer);
        done(error);
      },
    });
    return readable;
  },
  /** One chunk, and then nothing: a read of it is pending for ever. */
  stalledNodeStream() {
    const timer = setInterval(() => undefined, 1000);
    const readable = new Readable({
      read: () => undefined,
      destroy(error, done) {
        clearInterval(timer);
        done(error);
      },
    });
    readable.push(chunk);
    return readable;
  },
  async *iterable() {
    const timer = setInterval(() => undefined, 1000);
    try {
      for (;;) {
        yield chunk;
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    } finally {
      clearInterval(timer);
    }
  },
  blob: () => new Blob([chunk]),
};

const client = new Client({ apiKey: "sk-test", baseUrl, maxRetries: 0 });
const encode = multipart({ data: { kind: "binary" } });
const controller = new AbortController();
const options = { signal: controller.signal, timeout: end === "timeout" ? 200 : 60_000 };
const aborting = setTimeout(() => {
  if (end === "abort") controller.abort(new Error("enough"));
}, 200);
await Promise.all(
  Object.entries(sources).map(async ([name, source]) => {
    const body = { data: source() };
    const ended = await client.request("POST", "/form", { body, encode }, options).then(
      () => "resolved",
      (error: unknown) => (error as Error).name,
    );
    console.log(`${name}: ${ended}`);
  }),
);
clearTimeout(aborting);
