/** A transport that has been sent the secrets may throw them: the ConnectionError has none of them. */
import { expect, test } from "vitest";
import type { Transport } from "../../generator/runtime/transport.ts";
import { canaries, leakIn, textOf } from "./canaries.ts";
import { rejection, rejectWith } from "./support.ts";
import { Client } from "./test-client.ts";

const { apiKey, header, cookie } = canaries;
const headers = { "api-key": header, cookie: `session=${cookie}` };

function failureOf(transport: Transport): Promise<unknown> {
  const client = new Client({
    apiKey,
    headers,
    maxRetries: 0,
    transport,
    baseUrl: "http://a.example",
  });
  return rejection(client.request("POST", "/uploads", { body: {} }));
}

/** What a transport, or a fetch of the caller's own, may throw that has been sent the secrets. */
const thrown: [string, (sent: Headers) => unknown][] = [
  ["in its message", (sent) => new Error(all(sent))],
  ["in its name", (sent) => Object.assign(new Error("no"), { name: all(sent) })],
  ["in its code", (sent) => Object.assign(new Error("no"), { code: all(sent) })],
  ["in its stack", (sent) => Object.assign(new Error("no"), { stack: all(sent) })],
  ["in its cause", (sent) => new Error("no", { cause: new Error("no", { cause: all(sent) }) })],
  ["in one of several", (sent) => new AggregateError([new Error(all(sent))], "no")],
  [
    "in the request it has",
    (sent) => Object.assign(new Error("no"), { config: { headers: Object.fromEntries(sent) } }),
  ],
  ["in Headers it has", (sent) => Object.assign(new Error("no"), { headers: sent })],
  ["in a Map it has", (sent) => Object.assign(new Error("no"), { map: new Map(sent) })],
  [
    "in bytes it has",
    (sent) => Object.assign(new Error("no"), { rawPacket: Buffer.from(all(sent)) }),
  ],
  ["under a symbol", (sent) => Object.assign(new Error("no"), { [Symbol("sent")]: all(sent) })],
  ["as a name", (sent) => Object.assign(new Error("no"), { [all(sent)]: 1 })],
  ["hidden", (sent) => Object.defineProperty(new Error("no"), "sent", { value: all(sent) })],
  ["in a list", (sent) => [all(sent)]],
  ["as text", (sent) => all(sent)],
  ["as an object", (sent) => ({ message: all(sent) })],
  ["without a prototype", (sent) => Object.assign(Object.create(null) as object, { a: all(sent) })],
  ["in a circle", (sent) => circle(all(sent))],
  [
    "beneath much else",
    (sent) =>
      Object.assign(new Error("no"), {
        a: Array.from({ length: 5000 }, (_, at) => ({ at, all: at > 4990 && all(sent) })),
      }),
  ],
  ["in a DOMException", (sent) => new DOMException(all(sent), "NetworkError")],
  [
    "where a getter throws",
    (sent) =>
      Object.defineProperty(new Error(all(sent)), "code", {
        get() {
          throw new Error("no");
        },
      }),
  ],
  [
    "as socks tells a proxy's password",
    () =>
      Object.assign(new Error("Socks5 Authentication failed"), {
        options: { proxy: { userId: "me", password: canaries.proxy } },
      }),
  ],
  [
    "with a proxy's URL in its message",
    () => new Error(`no tunnel via http://me:${canaries.proxy}@proxy:3128/`),
  ],
  [
    "with a proxy's URL in it",
    () =>
      Object.assign(new Error("no"), { proxy: new URL(`http://me:${canaries.proxy}@proxy:3128`) }),
  ],
  [
    "with what a proxy was sent",
    () =>
      new Error(
        `sent Proxy-Authorization: Basic ${Buffer.from(`me:${canaries.proxy}`).toString("base64")}`,
      ),
  ],
];

function all(sent: Headers): string {
  return [...sent].map(([, value]) => value).join(" ");
}

function circle(text: string): Error {
  const error = new Error("no", { cause: { text } });
  (error.cause as { cause?: unknown }).cause = error;
  return error;
}

test.each(thrown)("thrown by a transport: %s", async (_, make) => {
  const error = await failureOf((request) => rejectWith(make(request.headers)));
  expect(error).toMatchObject({ name: "ConnectionError" });
  expect(leakIn(textOf(error))).toBeUndefined();
});

test.each<[string, unknown]>([
  ["an error of the system's", Object.assign(new Error("no"), { code: "ECONNRESET", errno: -104 })],
  ["several errors", new AggregateError([new Error("one"), new Error("other")])],
  ["undici's", Object.assign(new Error("no"), { socket: { localPort: 1, bytesWritten: 2 } })],
])("%s without secrets is the cause itself", async (_, cause) => {
  expect(((await failureOf(() => rejectWith(cause))) as Error).cause).toBe(cause);
});
