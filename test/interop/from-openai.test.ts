/** createClient(fromOpenAI(openai)) sends what the official package's own client sends. */
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import OpenAI, { AzureOpenAI } from "openai";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createClient, fromOpenAI, UploadsApi } from "../../generated/src/node.ts";

interface Seen {
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

const seen: Seen[] = [];
const server = createServer((request, response) => {
  seen.push({ url: request.url, headers: request.headers });
  request.resume();
  response.setHeader("content-type", "application/json").end('{"id":"upload_1"}');
});
let origin: string;
beforeAll(async () => {
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const compared = ["authorization", "api-key", "openai-organization", "openai-project", "x-own"];

test.each<[string, () => OpenAI]>([
  ["a key", () => new OpenAI({ apiKey: "sk-1", baseURL: `${origin}/v1` })],
  [
    "a function",
    () => new OpenAI({ apiKey: () => Promise.resolve("sk-2"), baseURL: `${origin}/v1` }),
  ],
  [
    "an organization, a project, headers and a query",
    () =>
      new OpenAI({
        apiKey: "sk-3",
        baseURL: `${origin}/proxy`,
        organization: "org-1",
        project: "proj-1",
        defaultHeaders: { "x-own": "yes", "x-none": null },
        defaultQuery: { a: "b c" },
      }),
  ],
  [
    "Azure and a key",
    () => new AzureOpenAI({ apiKey: "k", endpoint: origin, apiVersion: "2025-04-01-preview" }),
  ],
  [
    "Azure and a token",
    () =>
      new AzureOpenAI({
        azureADTokenProvider: () => Promise.resolve("token"),
        endpoint: origin,
        apiVersion: "2025-04-01-preview",
      }),
  ],
])("with %s", async (_, make) => {
  const openai = make();
  seen.length = 0;
  await openai.uploads.cancel("upload_1");
  await new UploadsApi(createClient(fromOpenAI(openai))).cancelUpload("upload_1");
  const [theirs, ours] = seen.map(({ url, headers }) => [
    new URL(url ?? "", origin).pathname,
    [...new URL(url ?? "", origin).searchParams],
    compared.map((name) => headers[name]),
  ]);
  expect(theirs).toBeDefined();
  expect(ours).toEqual(theirs);
});

test("retries and timeout are those of the client", () => {
  const openai = new OpenAI({ apiKey: "k", maxRetries: 7, timeout: 1234 });
  expect(fromOpenAI(openai)).toMatchObject({ maxRetries: 7, timeout: 1234 });
});

test("what is no client is an error that says what to pass", () => {
  expect(() => fromOpenAI(Object.create(null) as OpenAI)).toThrow(
    "fromOpenAI's argument must be an instance of OpenAI, got Object",
  );
});
