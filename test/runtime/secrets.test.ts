/** What the caller has given as a secret is in nothing that a failure shows, whoever says it back. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import type { ClientOptions } from "../../generator/runtime/client.ts";
import { RequestError } from "../../generator/runtime/errors.ts";
import { httpTransport } from "../../generator/runtime/node/index.ts";
import type { Transport } from "../../generator/runtime/transport.ts";
import { canaries, leakIn, printed, textOf } from "./canaries.ts";
import { serveRaw } from "./node/support.ts";
import { closedPort, rejection, serve } from "./support.ts";
import { Client } from "./test-client.ts";

const { apiKey, header, cookie, user, password, query } = canaries;
const headers = { "api-key": header, "x-tenant": header, cookie: `theme=dark; session=${cookie}` };
const userPart = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;

const transports: [string, Partial<ClientOptions>][] = [
  ["fetch", {}],
  ["node:http", { transport: httpTransport() }],
];

async function failureOf(options: Partial<ClientOptions> & { baseUrl: string }): Promise<unknown> {
  const collected = printed();
  const search = `page=1&sig=${encodeURIComponent(query)}`;
  const call = async () => {
    const client = new Client({ apiKey, headers, maxRetries: 0, timeout: 5000, ...options });
    return client.request("POST", "/uploads", { query: search, body: {} });
  };
  const error = await rejection(call());
  expect(leakIn(collected())).toBeUndefined();
  return error;
}

function check(error: unknown): void {
  expect(error).toBeInstanceOf(Error);
  expect(leakIn(textOf(error))).toBeUndefined();
}

/** A response to a request whose secrets are in `echo`, on one line; as bytes that are sent as they are. */
type Reply = (echo: string) => string;

const reply = (status: string, body: string, ...fields: string[]) =>
  [`HTTP/1.1 ${status}`, ...fields, `Content-Length: ${Buffer.byteLength(body)}`, "", body].join(
    "\r\n",
  );
const asJson = "Content-Type: application/json";
const json = (status: string, value: unknown, ...fields: string[]) =>
  reply(status, JSON.stringify(value), asJson, ...fields);
const unicode = (text: string) =>
  text.replace(/[^\w]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);

const statuses = "400,401,403,404,405,408,409,410,413,415,422,429,500,501,502,503,504,511,600,999";
const replies: [string, Reply][] = [
  ...statuses
    .split(",")
    .map((status): [string, Reply] => [
      `${status} and a message`,
      (echo) => json(`${status} ${status}`, { error: { message: `bad ${echo}`, code: echo } }),
    ]),
  ["099 and a message", (echo) => json("099 Odd", { error: { message: echo } })],
  ["a type and a param", (echo) => json("400 No", { error: { type: echo, param: echo } })],
  ["a plain message", (echo) => json("400 No", { error: echo })],
  ["another shape of JSON", (echo) => json("400 No", { detail: [{ msg: echo }] })],
  ["a name in JSON", (echo) => json("400 No", { error: { [echo]: 1 } })],
  ["a text that is JSON", (echo) => json("400 No", JSON.stringify({ echo }))],
  ["JSON in JSON", (echo) => json("400 No", { error: { message: JSON.stringify({ echo }) } })],
  ["JSON with escapes", (echo) => reply("400 No", `{"error":{"message":"${unicode(echo)}"}}`)],
  ["a URL", (echo) => json("400 No", { error: { message: `/?a=${encodeURIComponent(echo)}` } })],
  ["another case", (echo) => json("400 No", { error: { message: echo.toUpperCase() } })],
  ["many", (echo) => json("400 No", { error: { message: echo.repeat(999) } })],
  ["a text that is cut within", (echo) => reply("400 No", `${"x".repeat(190)}${echo}`)],
  [
    "a message that is cut within",
    (echo) => json("400 No", { error: { message: `${"x".repeat(990)}${echo}` } }),
  ],
  ["JSON 5,000 deep", (echo) => reply("400 No", deep(`"${unicode(echo)}"`), asJson)],
  ["JSON 50 deep", (echo) => json("400 No", nested(echo))],
  ["a page", (echo) => reply("403 No", `<title>no</title><p>${echo}</p>`)],
  ["a page of tags", (echo) => reply("502 Bad", `${"<br>".repeat(9999)}${echo}`)],
  ["plain text", (echo) => reply("500 Bad", echo, "Content-Type: text/plain")],
  ["a success that is text", (echo) => reply("200 OK", echo, "Content-Type: text/plain")],
  ["a success that is cut off", (echo) => reply("200 OK", `{"id":"${unicode(echo)}`, asJson)],
  ["a request id", (echo) => json("500 Bad", {}, `X-Request-Id: ${echo}`)],
  ["a header", (echo) => json("401 No", {}, `WWW-Authenticate: Bearer realm="${echo}"`)],
  ["a header's name", () => json("400 No", {}, `X-${apiKey}: 1`, `${apiKey}: 1`)],
  ["the content type", (echo) => reply("400 No", "x", `Content-Type: text/x; a="${echo}"`)],
  ["the reason phrase", (echo) => reply(`400 ${echo}`, "")],
  ["a redirect", (echo) => reply("301 Moved", "", `Location: mailto:${encodeURIComponent(echo)}`)],
  ["no HTTP", (echo) => `${echo}\r\n\r\n`],
  ["a broken header", (echo) => `HTTP/1.1 200 OK\r\n${echo}\r\n\r\n`],
  ["a broken length", (echo) => `HTTP/1.1 200 OK\r\nContent-Length: ${echo}\r\n\r\n`],
  ["a broken chunk", (echo) => `HTTP/1.1 500 No\r\nTransfer-Encoding: chunked\r\n\r\n${echo}`],
  ["a body that is cut off", (echo) => json("500 Bad", { echo }).slice(0, -5)],
  ["a wrong encoding", (echo) => reply("400 No", echo, "Content-Encoding: gzip")],
  ["too many headers", (echo) => reply("400 No", "", ...Array<string>(999).fill(`X-A: ${echo}`))],
  ["nothing", () => ""],
];

function deep(inner: string): string {
  return `${"[".repeat(5000)}${inner}${"]".repeat(5000)}`;
}

function nested(inner: unknown): unknown {
  return Array.from({ length: 25 }).reduce((value) => [{ value }], inner);
}

/** Answers each request with what it was sent, which is all of the secrets. */
async function echoing(respond: Reply, ...unsent: string[]): Promise<string> {
  return serveRaw((socket) => {
    let head = "";
    socket.on("data", (chunk) => {
      head += chunk.toString("latin1");
      if (!head.includes("\r\n\r\n{}") && !head.endsWith("0\r\n\r\n")) return;
      const sent = [apiKey, header, cookie, encodeURIComponent(query)];
      expect(sent.filter((secret) => !head.includes(secret))).toEqual([]);
      const values = head.match(/^(authorization|api-key|x-tenant|cookie): .*$/gim) ?? [];
      const echo = [...values, head.split(" ", 2)[1], query, ...unsent].join(" | ");
      socket.end(Buffer.from(respond(echo), "utf8"));
      head = "";
    });
  });
}

describe.each(transports)("over %s, a server that sends the secrets back in", (name, options) => {
  test.each(replies)("%s", async (_, respond) => {
    // fetch takes no URL with a user part. With a key, node:http sends none of it.
    const isFetch = name === "fetch";
    const url = await echoing(respond, ...(isFetch ? [] : [userPart, password]));
    const baseUrl = isFetch ? url : url.replace("//", `//${userPart}@`);
    const error = await failureOf({ ...options, baseUrl });
    expect(error).toBeInstanceOf(RequestError);
    check(error);
  });

  test("Basic credentials, where there is no key", async () => {
    const answer = (request: IncomingMessage, response: ServerResponse) => {
      const { authorization = "" } = request.headers;
      const plain = Buffer.from(authorization.split(" ")[1] ?? "", "base64").toString();
      response.writeHead(401).end(JSON.stringify({ error: `${authorization} ${plain}` }));
    };
    const url = await serve(answer);
    const withUser = url.replace("//", `//${userPart}@`);
    check(await failureOf({ ...options, apiKey: null, baseUrl: withUser }));
  });
});

describe.each(transports)("over %s, without a response", (_, options) => {
  const secretUrl = (url: string) => url.replace("//", `//${userPart}@`);

  test.each<[string, () => string | Promise<string>]>([
    ["a refused connection", async () => secretUrl(await closedPort())],
    ["a host that is not there", () => secretUrl("http://nobody.invalid")],
    ["a URL that is none", () => secretUrl("http://[")],
    ["a port that is none", () => secretUrl("http://localhost:99999")],
    [
      "TLS where there is none",
      async () => secretUrl((await serve(() => undefined)).replace("http", "https")),
    ],
    [
      "a connection that is cut",
      async () => secretUrl(await serveRaw((socket) => socket.destroy())),
    ],
  ])("%s", async (_, baseUrl) => {
    check(await failureOf({ ...options, baseUrl: await baseUrl() }));
  });

  test("headers that a transport has replaced, in what it then throws", async () => {
    const transport: Transport = ({ headers: sent }) => {
      const old = sent.get("api-key") ?? "";
      for (const name of Object.keys(headers)) sent.set(name, "another-one");
      return Promise.reject(new Error(`${old} is out of date`));
    };
    const error = await failureOf({ transport, baseUrl: "http://localhost" });
    expect(error).toMatchObject({ name: "ConnectionError" });
    check(error);
  });

  test("a timeout", async () => {
    const silent = await serve(() => undefined);
    check(await failureOf({ ...options, timeout: 20, baseUrl: silent }));
  });

  test.each<[string, Partial<ClientOptions>]>([
    ["a key over two lines", { apiKey: () => `${apiKey}\n${apiKey}` }],
    ["a key that is no ASCII", { apiKey: () => `${apiKey}…` }],
    ["a header over two lines", { headers: { "api-key": `${header}\n${header}` } }],
    [
      "a header over two lines in the middle of a retry",
      { headers: { a: `${header}\r\nb: ${header}` } },
    ],
    ["a header with a NUL", { headers: { "api-key": `${header}\0` } }],
    ["a header that is no Latin-1", { headers: { "api-key": `${header}…` } }],
    ["a list in a header", { headers: { "api-key": [`${header}\n${header}`] as never } }],
  ])("%s is refused, and not printed", async (_, given) => {
    const error = await failureOf({ ...options, ...given, baseUrl: "http://localhost" });
    expect(error).toBeInstanceOf(TypeError);
    check(error);
  });
});
