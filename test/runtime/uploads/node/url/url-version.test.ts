import { expect, test } from "vitest";
import { contentOf } from "../../support.ts";
import { serveContent, uploadFrom } from "../url-server.ts";

/** What RFC 9110 calls an ETag (section 8.8.3); Go's net/http refuses any other in If-Match with 412. */
const isEtag = (given: string) => /^(W\/)?"[^"]*"$/.test(given);

test.each([
  ["without quotes", "abc"],
  ["that is empty", ""],
  ["with half of its quotes", '"abc'],
])("an ETag %s is compared, and not sent in If-Match", async (_, etag) => {
  const lastModified = "Wed, 21 Oct 2015 07:28:00 GMT";
  const running = await serveContent({ headers: { etag, "last-modified": lastModified } });
  running.served.odd = ({ headers }, response) => {
    const condition = headers["if-match"];
    if (condition === undefined || isEtag(condition)) return undefined;
    response.writeHead(412).end();
    return true;
  };
  const { server, upload } = await uploadFrom(running);
  expect(await contentOf(server, await upload)).toEqual(Buffer.from(running.served.content));
  const read = running.requests.filter(({ headers }) => headers.range !== "bytes=0-0");
  expect(new Set(read.map(({ headers }) => headers["if-unmodified-since"]))).toEqual(
    new Set([lastModified]),
  );
});

test("an ETag without quotes that changes is told, with both", async () => {
  const running = await serveContent({ headers: { etag: "abc" } });
  const { upload } = await uploadFrom(running, {}, { md5: false, concurrency: 1 });
  running.served.headers = { etag: "xyz" };
  await expect(upload).rejects.toThrow("its ETag was abc, now xyz");
});

test("an ETag with quotes that changes is told, with both", async () => {
  const running = await serveContent({ headers: { etag: '"version-one"' } });
  const { upload } = await uploadFrom(running, {}, { md5: false, concurrency: 1 });
  running.served.headers = { etag: '"version-two"' };
  await expect(upload).rejects.toThrow('its ETag was "version-one", now "version-two"');
});

test("an empty ETag tells nothing", async () => {
  const running = await serveContent({ headers: { etag: "" } });
  await expect(uploadFrom(running)).rejects.toMatchObject({ problem: "no-validator" });
});
