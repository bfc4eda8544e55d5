// The API key is in nothing that an error shows.
import { inspect } from "node:util";
import { expect, test } from "vitest";
import type { ClientOptions } from "../../generator/runtime/client.ts";
import type { ApiError } from "../../generator/runtime/errors.ts";
import { canary, clientOf, closedPort, rejection } from "./support.ts";

type Fetch = NonNullable<ClientOptions["fetch"]>;

const refusing = await closedPort();

function failing(options: Partial<ClientOptions>): Promise<unknown> {
  const client = clientOf({ maxRetries: 0, ...options });
  return rejection(client.request("POST", "/uploads", { body: {} }));
}

/** All that a log could show of an error. */
function textOf(thrown: unknown): string {
  const { message, stack, cause, headers } = thrown as Partial<ApiError>;
  const fields = JSON.stringify([...(headers ?? [])]);
  const all = [message, stack, String(cause), JSON.stringify(thrown), fields];
  return [...all, inspect(thrown, { depth: Infinity, showHidden: true })].join("\n");
}

const echo: Fetch = (request) => {
  const sent = request.headers.get("authorization") ?? "";
  return Promise.resolve(
    Response.json(
      {
        error: { message: `Bad key: ${sent}`, param: sent, code: 401, [sent]: [sent, { sent }] },
      },
      { status: 401, headers: { "x-echo": sent, "x-request-id": sent } },
    ),
  );
};
const echoText: Fetch = (request) =>
  Promise.resolve(
    new Response(`<b>${request.headers.get("authorization") ?? ""}</b>`, { status: 403 }),
  );
const echoSuccess: Fetch = (request) =>
  Promise.resolve(new Response(request.headers.get("authorization")));
const echoEscaped: Fetch = (request) => {
  const text = JSON.stringify({ error: { message: request.headers.get("authorization") } });
  return Promise.resolve(
    new Response(
      text.replace(/[-/]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`),
      { status: 401 },
    ),
  );
};
const leak: Fetch = (request) =>
  Promise.reject(new Error(`sent ${request.headers.get("authorization") ?? ""}`));
const leakBelow: Fetch = (request) =>
  Promise.reject(
    new Error("fetch failed", {
      cause: new Error(`sent ${request.headers.get("authorization") ?? ""}`),
    }),
  );

test.each<[string, Partial<ClientOptions>]>([
  ["that the server echoes", { fetch: echo }],
  ["that a page echoes", { fetch: echoText }],
  ["that a success echoes", { fetch: echoSuccess }],
  ["that the server escapes", { fetch: echoEscaped }],
  ["with quotes that the server echoes", { fetch: echo, apiKey: `${canary}"\\` }],
  ["that a function gave", { fetch: echo, apiKey: () => canary }],
  [
    "that the caller put into a header",
    { fetch: echo, headers: { Authorization: `Token ${canary}` } },
  ],
  ["of a refused connection", { baseUrl: refusing }],
  ["of a timeout", { fetch: () => new Promise(() => undefined), timeout: 1 }],
  ["that a fetch of the caller's own throws", { fetch: leak }],
  ["that such a fetch throws further down", { fetch: leakBelow }],
  ["that breaks off over lines, from a function", { apiKey: () => `${canary}\n${canary}` }],
  ["of no header's characters, from a function", { apiKey: () => `${canary}…` }],
])("%s", async (_, options) => {
  const got = await failing(options);
  expect(got).toBeInstanceOf(Error);
  expect(textOf(got)).not.toContain(canary);
});

test.each<[string, ClientOptions]>([
  ["over two lines", { apiKey: `${canary}\n${canary}` }],
  ["no header's characters", { apiKey: `${canary}…` }],
  ["an invalid base URL", { apiKey: canary, baseUrl: "nonsense" }],
  ["a host that can't be", { apiKey: canary, baseUrl: "http://[" }],
])("at construction: %s", (_, options) => {
  let thrown: unknown;
  try {
    clientOf(options);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(TypeError);
  expect(textOf(thrown)).not.toContain(canary);
});

test("says where it was", async () => {
  const got = await failing({ fetch: echo });
  expect(got).toMatchObject({
    message: `POST https://api.example/v1/uploads: 401 Bad key: Bearer [redacted] (request id Bearer [redacted])`,
    code: 401,
    param: "Bearer [redacted]",
  });
});

test("but a stand-in for a key garbles nothing", async () => {
  const error = { message: "too big", code: "too_big" };
  const fetch = () => Promise.resolve(Response.json({ error }, { status: 400 }));
  expect(await failing({ fetch, apiKey: "t" })).toMatchObject({ code: "too_big", body: { error } });
});

test("nor does the client show it", () => {
  expect(inspect(clientOf({}), { depth: Infinity, showHidden: true })).not.toContain(canary);
});
