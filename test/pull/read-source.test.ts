import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { InputError } from "../../generator/errors.ts";
import { readSource } from "../../generator/pull/read-source.ts";

const document = {
  openapi: "3.1.0",
  info: { title: "T", version: "1" },
  paths: { "/a": { get: { responses: {} } } },
};
const url = "https://api.example/openapi.json";

function answering(body: BodyInit | null, init?: ResponseInit) {
  return vi.fn<typeof fetch>(() => Promise.resolve(new Response(body, init)));
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "read-source-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("a source is read", () => {
  test("from a file, without a request", async () => {
    const fetchUrl = answering(null);
    const file = join(folder, "document.json");
    await writeFile(file, JSON.stringify(document));
    expect(await readSource(file, fetchUrl)).toEqual(document);
    expect(fetchUrl).not.toHaveBeenCalled();
  });

  test("from a URL, in one request that follows no redirect and has a time limit", async () => {
    const fetchUrl = answering(JSON.stringify(document));
    expect(await readSource(url, fetchUrl)).toEqual(document);
    expect(fetchUrl.mock.calls).toEqual([
      [url, { redirect: "manual", signal: expect.any(AbortSignal) as AbortSignal }],
    ]);
  });
});

test("without a place for a copy: one message that says how to name one", async () => {
  vi.stubEnv("TMPDIR", join(folder, "absent"));
  onTestFinished(() => void vi.unstubAllEnvs());
  const refused = readSource(url, answering(JSON.stringify(document)));
  await expect(refused).rejects.toThrow(InputError);
  await expect(refused).rejects.toThrow(`${join(folder, "absent")} can't be written`);
  await expect(refused).rejects.toThrow("Set TMPDIR");
});

const outside = { ...document, paths: { "/a": { $ref: "other.yaml#/a" } } };
const elsewhere = { ...document, paths: { "/a": { $ref: "https://other.example/a.yaml" } } };

describe("a URL is refused in words that name it", () => {
  test.each([
    ["http", "http://api.example/openapi.json", answering("{}"), "is not an https URL"],
    ["a file URL", "file:///etc/passwd", answering("{}"), "is not an https URL"],
    ["an error", url, answering("gone", { status: 404 }), "HTTP 404"],
    [
      "a redirect",
      url,
      answering(null, { status: 302, headers: { location: "https://other.example/" } }),
      "redirects to https://other.example/",
    ],
    [
      "no connection",
      url,
      vi.fn(() => Promise.reject(new Error("fetch failed", { cause: new Error("ENOTFOUND") }))),
      "ENOTFOUND",
    ],
    ["too much", url, answering(endless()), "is larger than 50000000 bytes"],
    ["no document", url, answering("hello"), "is not an object"],
    ["a $ref to a file", url, answering(JSON.stringify(outside)), "no such file"],
    ["a $ref to a URL", url, answering(JSON.stringify(elsewhere)), "no connection is opened"],
  ])("%s", async (_, source, fetchUrl, message) => {
    const refused = readSource(source, fetchUrl);
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toThrow(source);
    await expect(refused).rejects.not.toThrow(tmpdir());
  });
});

/** Far more than the limit; an error once a reader has taken twice the limit and still wants more. */
function endless(): ReadableStream<Uint8Array> {
  const chunk = new Uint8Array(1_000_000);
  let sent = 0;
  return new ReadableStream({
    pull(controller) {
      sent += 1;
      if (sent > 100) controller.error(new Error("read without a limit"));
      else controller.enqueue(chunk);
    },
  });
}
