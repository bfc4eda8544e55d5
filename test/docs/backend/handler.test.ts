import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { unpackGuide, type GuideFiles } from "../../support/guide-files.ts";
import { startUpstream, type Upstream } from "./upstream.ts";

type Handle = (request: Request) => Promise<Response>;

let guide: GuideFiles;
let upstream: Upstream;
let handleUploads: Handle;
let handleUploadsOf: (user: string | undefined, request: Request) => Promise<Response>;

beforeAll(async () => {
  upstream = await startUpstream();
  vi.stubEnv("OPENAI_BASE_URL", `${upstream.origin}/v1`);
  vi.stubEnv("OPENAI_API_KEY", "the-key");
  guide = await unpackGuide("backend");
  ({ handleUploads } = await guide.load<{ handleUploads: Handle }>("backend.js"));
  ({ handleUploadsOf } = await guide.load<{ handleUploadsOf: typeof handleUploadsOf }>(
    "owners.js",
  ));
});

afterEach(() => {
  upstream.seen();
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await guide[Symbol.asyncDispose]();
  await upstream.close();
});

const creation = { filename: "a.txt", purpose: "user_data", bytes: 5, mime_type: "text/plain" };

function requestOf(path: string, body: string | null = null, headers: HeadersInit = {}): Request {
  const length = body === null ? {} : { "content-length": String(Buffer.byteLength(body)) };
  const all = new Headers({ ...length, ...Object.fromEntries(new Headers(headers)) });
  return new Request(`https://app.example${path}`, { method: "POST", body, headers: all });
}

const create = (body: string, headers?: HeadersInit) =>
  handleUploads(requestOf("/api/openai/uploads", body, headers));

describe("what may be asked for", () => {
  test.each([
    ["/api/openai/uploads/upload_1/parts", "/v1/uploads/upload_1/parts"],
    ["/api/openai/uploads/upload_1/complete", "/v1/uploads/upload_1/complete"],
    ["/api/openai/uploads/upload_1/cancel?x=1", "/v1/uploads/upload_1/cancel"],
  ])("%s is passed on to %s", async (path, want) => {
    await handleUploads(requestOf(path));
    expect(upstream.seen().map(({ url }) => url)).toEqual([upstream.origin + want]);
  });

  test.each([
    "/api/openai/files",
    "/api/openai/uploads/",
    "/api/openai/uploads/upload_1",
    "/api/openai/uploads/upload_1/parts/",
    "/api/openai/uploads/file_1/cancel",
    "/api/openai/uploads/upload_1%2F..%2F..%2Ffiles/cancel",
    "/api/openai/uploads/../files",
    "/api/openai/uploads/upload_1/../../files/cancel",
    "/api/openai//uploads",
    "/api/openai/uploads%2Fupload_1%2Fcancel",
    "/api/openai/uploads/upload_1/cancel%0A",
    "/x/api/openai/uploads",
    "/uploads",
  ])("%s is not", async (path) => {
    const { status } = await handleUploads(requestOf(path));
    expect([status, upstream.seen()]).toEqual([404, []]);
  });

  test.each(["GET", "DELETE", "PUT"])("%s is not", async (method) => {
    const request = new Request("https://app.example/api/openai/uploads", { method });
    const { status } = await handleUploads(request);
    expect([status, upstream.seen()]).toEqual([404, []]);
  });
});

describe("what may be created", () => {
  test("a file within the app's limits", async () => {
    let received: unknown;
    upstream.handler = async (request) => {
      received = await request.json();
      return Response.json({ id: "upload_1" });
    };
    const response = await create(JSON.stringify(creation));
    expect([response.status, await response.json(), received]).toEqual([
      200,
      { id: "upload_1" },
      creation,
    ]);
  });

  test.each([
    ["another purpose", JSON.stringify({ ...creation, purpose: "fine-tune" })],
    ["no purpose", JSON.stringify({ ...creation, purpose: undefined })],
    ["too many bytes", JSON.stringify({ ...creation, bytes: 2 ** 31 + 1 })],
    ["no number of bytes", JSON.stringify({ ...creation, bytes: "many" })],
    ["no object", "null"],
    ["no JSON", "{"],
    ["a body that is too long to be one", JSON.stringify({ ...creation, x: "x".repeat(10_000) })],
  ])("not %s", async (_, body) => {
    const response = await create(body);
    expect([response.status, upstream.seen()]).toEqual([400, []]);
    expect(await response.json()).toEqual({
      error: { message: "This app does not take such a file" },
    });
  });

  test("not a body of unknown length", async () => {
    const body = new Blob([JSON.stringify(creation)]).stream();
    const init = { method: "POST", body, duplex: "half" } as RequestInit;
    const response = await handleUploads(
      new Request("https://app.example/api/openai/uploads", init),
    );
    expect([response.status, upstream.seen()]).toEqual([400, []]);
  });

  test("what was checked is what is sent, if a field is there twice", async () => {
    let received = "";
    upstream.handler = async (request) => {
      received = await request.text();
      return new Response();
    };
    await create(`{"purpose":"fine-tune",${JSON.stringify(creation).slice(1)}`);
    expect(JSON.parse(received)).toEqual(creation);
    expect(received).not.toContain("fine-tune");
  });
});

describe("headers", () => {
  const known = ["host", "connection", "user-agent", "sec-fetch-mode", "accept-language"];
  const personal = { cookie: "session=1", authorization: "Bearer mine", "x-forwarded-for": "::1" };

  test("go up as far as the API needs them, with the key", async () => {
    const headers = { ...personal, accept: "application/json", "content-type": "text/x" };
    await handleUploads(requestOf("/api/openai/uploads/upload_1/parts", "hello", headers));
    const sent = Object.fromEntries(upstream.seen()[0]?.headers ?? []);
    const rest = Object.entries(sent).filter(([name]) => !known.includes(name));
    expect(Object.fromEntries(rest)).toEqual({
      accept: "application/json",
      "accept-encoding": "gzip, deflate",
      authorization: "Bearer the-key",
      "content-length": "5",
      "content-type": "text/x",
    });
  });

  test("come down as far as the client reads them", async () => {
    const wanted = {
      "content-type": "application/json",
      "retry-after": "1",
      "retry-after-ms": "1",
      "x-request-id": "req_1",
      "x-should-retry": "true",
    };
    const others = { "set-cookie": "a=1", "openai-organization": "org", location: "https://x/" };
    const headers = { ...wanted, ...others };
    upstream.handler = () => new Response("{}", { status: 429, headers });
    const response = await create(JSON.stringify(creation));
    expect([response.status, Object.fromEntries(response.headers)]).toEqual([429, wanted]);
  });
});

test("a redirect is not followed", async () => {
  const { origin } = upstream;
  upstream.handler = () =>
    new Response(null, { status: 307, headers: { location: `${origin}/elsewhere` } });
  const response = await create(JSON.stringify(creation));
  expect([response.status, response.headers.get("location")]).toEqual([307, null]);
  expect(upstream.seen()).toHaveLength(1);
});

test("a lost connection to the API is a 502", async () => {
  upstream.handler = (_, { outgoing }) => {
    outgoing.destroy();
    return new Response();
  };
  const response = await create(JSON.stringify(creation));
  expect([response.status, await response.json()]).toEqual([
    502,
    { error: { message: "The API can't be reached" } },
  ]);
});

describe("owners", () => {
  const cancelling = () => requestOf("/api/openai/uploads/upload_7/cancel");

  test("who is not known gets nothing", async () => {
    const { status } = await handleUploadsOf(undefined, cancelling());
    expect([status, upstream.seen()]).toEqual([401, []]);
  });

  test("an Upload belongs to who created it", async () => {
    upstream.handler = () => Response.json({ id: "upload_7" });
    expect((await handleUploadsOf("ann", cancelling())).status).toBe(404);
    const body = JSON.stringify(creation);
    const created = await handleUploadsOf("ann", requestOf("/api/openai/uploads", body));
    expect(await created.json()).toEqual({ id: "upload_7" });
    expect((await handleUploadsOf("bob", cancelling())).status).toBe(404);
    expect((await handleUploadsOf("ann", cancelling())).status).toBe(200);
    expect(upstream.seen()).toHaveLength(2);
  });

  test("a creation that failed belongs to nobody, and its response is the API's", async () => {
    upstream.handler = () => Response.json({ id: "upload_8" }, { status: 400 });
    const body = JSON.stringify(creation);
    const response = await handleUploadsOf("ann", requestOf("/api/openai/uploads", body));
    expect([response.status, await response.json()]).toEqual([400, { id: "upload_8" }]);
    const later = requestOf("/api/openai/uploads/upload_8/cancel");
    expect((await handleUploadsOf("ann", later)).status).toBe(404);
  });
});
