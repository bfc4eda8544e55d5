import { expect, onTestFinished, test } from "vitest";
import { fileCheckpoints, uploadFile, urlSource } from "../../../../generated/src/node.ts";
import { canaries, leakIn, printed, textOf } from "../../canaries.ts";
import { rejection, serve } from "../../support.ts";
import { connect } from "../support.ts";
import { serveContent, size, type Running } from "./url-server.ts";

/** A URL, and options, with a secret wherever there is a place for one. */
function signed({ url }: Pick<Running, "url">) {
  const given = new URL(url);
  given.username = canaries.user;
  given.password = canaries.password;
  given.searchParams.set("X-Amz-Signature", canaries.query);
  const headers = { "X-Api-Key": canaries.header, cookie: `a=${canaries.cookie}` };
  return { url: given, options: { headers, maxRetries: 0 } };
}

test("the caller's headers and user part arrive with each request", async () => {
  const running = await serveContent();
  const { url, options } = signed(running);
  const source = await urlSource(url, options);
  await source.fingerprint();
  const { user, password, header } = canaries;
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  for (const request of running.requests)
    expect(request.headers).toMatchObject({ authorization, "x-api-key": header });
  expect(running.requests[0]?.url).toContain(encodeURIComponent(canaries.query));
});

/** A server that leads elsewhere, and counts how often. */
async function redirecting(to: () => string, status = 302) {
  const asked: { authorization: string | undefined; key: unknown }[] = [];
  const url = await serve(({ headers }, response) => {
    asked.push({ authorization: headers.authorization, key: headers["x-api-key"] });
    response.writeHead(status, { location: to() }).end();
  });
  return { url: `${url}/moved/b.jsonl`, asked };
}

test.each([301, 302, 303, 307, 308])("a redirect with status %i is followed", async (status) => {
  const running = await serveContent();
  const { url } = await redirecting(() => `${running.url}?sig=x`, status);
  expect(await urlSource(url)).toMatchObject({ size, name: "b.jsonl", id: url });
  expect(running.requests[0]?.headers.range).toBe("bytes=0-0");
});

test("to the same origin it takes the caller's headers along", async () => {
  const running = await serveContent();
  running.served.odd = (request, response) => {
    if (request.url?.startsWith("/data/")) return undefined;
    response.writeHead(302, { location: "/data/a.jsonl" }).end();
    return true;
  };
  const { url, options } = signed({ url: new URL("/old", running.url).href });
  await urlSource(url, options);
  expect(running.requests[1]?.headers).toMatchObject({ "x-api-key": canaries.header });
  expect(running.requests[1]?.headers.authorization).toBeDefined();
});

test("to another origin it takes none, nor from there back to the first", async () => {
  const running = await serveContent();
  const elsewhere = await redirecting(() => running.url);
  running.served.odd = (request, response) => {
    if (request.url?.startsWith("/data/")) return undefined;
    response.writeHead(302, { location: elsewhere.url }).end();
    return true;
  };
  const { url, options } = signed({ url: new URL("/old", running.url).href });
  const { uploads } = connect();
  await uploadFile(uploads, await urlSource(url, options), { purpose: "fine-tune" });
  expect(elsewhere.asked.length).toBeGreaterThan(2);
  for (const asked of elsewhere.asked)
    expect(asked).toEqual({ authorization: undefined, key: undefined });
  const back = running.requests.filter((request) => request.url?.startsWith("/data/"));
  for (const { headers } of back) expect(leakIn(JSON.stringify(headers))).toBeUndefined();
});

test.each<[string, () => string, RegExp]>([
  ["without end", () => "/again", /more than 20 redirects/],
  ["to another scheme", () => "file:///etc/passwd", /status 302 leads to no http\(s\) URL/],
  ["to nowhere", () => "http://:80", /status 302 leads to no http\(s\) URL/],
])("redirects %s are an error by name", async (_, to, message) => {
  const { url } = await redirecting(to);
  const error = await rejection(urlSource(url));
  expect(error).toMatchObject({ problem: "redirects", isFinal: true });
  expect((error as Error).message).toMatch(message);
});

test("a function is asked for each request, and another time when its URL is refused", async () => {
  const running = await serveContent();
  let made = 0;
  running.served.odd = ({ url = "" }, response) => {
    // The third has expired.
    if (!url.endsWith("n=3")) return undefined;
    response.writeHead(403).end();
    return true;
  };
  const source = await urlSource(() => `${running.url}?n=${++made}`);
  const { uploads } = connect();
  await uploadFile(uploads, source, { purpose: "fine-tune", partSize: 50_000 });
  expect(running.requests.map(({ url }) => Number(url?.split("n=")[1]))).toEqual(
    Array.from({ length: made }, (_, at) => at + 1),
  );
  expect(made).toBeGreaterThan(5);
});

test("a presigned URL that expires leaves the upload to be resumed with a new one", async () => {
  const running = await serveContent();
  const { server, uploads } = connect();
  const store = new Map<string, unknown>();
  const options = {
    purpose: "fine-tune",
    partSize: 30_000,
    checkpoint: store,
    concurrency: 1,
  } as const;
  const first = await urlSource(`${running.url}?sig=old`);
  running.served.odd = (request, response) => {
    if (!request.url?.endsWith("old") || request.headers.range !== "bytes=60000-89999")
      return undefined;
    response.writeHead(403).end();
    return true;
  };
  const error = await rejection(uploadFile(uploads, first, { ...options, md5: false }));
  expect(error).toMatchObject({ failure: "failed", cause: { status: 403 } });
  const second = await urlSource(`${running.url}?sig=new`);
  await uploadFile(uploads, second, { ...options, md5: false });
  expect(server.uploads()).toMatchObject([{ status: "completed" }]);
  expect(running.ranges().filter((it) => it === "0-29999")).toHaveLength(1);
});

test("no secret of the caller's is in an error, a checkpoint, a source or on the console", async () => {
  const output = printed();
  onTestFinished(() => void output());
  const running = await serveContent();
  const { url, options } = signed(running);
  const seen: string[] = [];
  const note = (it: unknown) => seen.push(textOf(it));
  const folder = await import("node:fs/promises").then((fs) => fs.mkdtemp("/tmp/url-secrets-"));
  const answers: Running["served"]["odd"][] = [
    (request) => (request.socket.destroy(), true),
    (request, response) => (
      response.writeHead(403).end(`<Signature>${request.url}</Signature>`),
      true
    ),
    (request, response) => (
      response.writeHead(302, { location: `//[${request.url ?? ""}` }).end(),
      true
    ),
    (request, response) => (
      response.writeHead(500, { "x-ms-error-code": String(request.headers["x-api-key"]) }).end(),
      true
    ),
    (request, response) => (
      response.writeHead(206, { etag: "x", "content-range": `bytes ${request.url ?? ""}` }).end(),
      true
    ),
    (request, response) => (
      response.writeHead(206, { etag: "x", "content-encoding": request.url }).end(),
      true
    ),
  ];
  for (const odd of answers) {
    running.served.odd = () => undefined;
    const source = await urlSource(url, options);
    note(source);
    running.served.odd = (request, response, index) =>
      request.headers.range === "bytes=0-0" ? undefined : odd(request, response, index);
    const { uploads } = connect();
    const given = { purpose: "fine-tune", partSize: 50_000, maxRetries: 0 } as const;
    const checkpoint = fileCheckpoints(folder);
    note(await rejection(uploadFile(uploads, source, { ...given, checkpoint, md5: false })));
    note(await rejection(uploadFile(uploads, source, given)));
    running.served.odd = odd;
    note(await rejection(urlSource(url, options)));
  }
  const failing = () => Promise.reject(new Error(`no token for ${canaries.header}`));
  note(await rejection(urlSource(failing, options)));
  note(await rejection(urlSource(url.href.replace("http:", "ftp:"))));
  note(await rejection(urlSource(`http://${canaries.user}:${canaries.password}@[/`)));
  const { readdir, readFile, rm } = await import("node:fs/promises");
  for (const file of await readdir(folder)) note(await readFile(`${folder}/${file}`, "utf8"));
  await rm(folder, { recursive: true });
  note(output());
  expect(seen.length).toBeGreaterThan(20);
  for (const text of seen) expect(leakIn(text), text.slice(0, 300)).toBeUndefined();
});
