// @vitest-environment jsdom
// jsdom has an XMLHttpRequest, and is not a browser: what a test puts in the place of fetch is not bypassed.
import { http } from "msw";
import { setupServer } from "msw/node";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createUploadsServer } from "../../../generated/src/runtime/uploads/testing/index.ts";
import { storedText, products, text } from "./every-call.ts";

let opened: unknown;

beforeEach(() => {
  opened = vi.spyOn(XMLHttpRequest.prototype, "open");
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const [[, portable]] = products as [(typeof products)[number]];

async function upload(): Promise<{ file?: { id: string } | null }> {
  const client = portable.createClient({ apiKey: "sk-test" });
  const options = { purpose: "batch", partSize: 4 } as const;
  return portable.uploadFile(new portable.UploadsApi(client), new File([text], "a.txt"), options);
}

test("a global fetch of the test's own", async () => {
  const server = createUploadsServer();
  vi.stubGlobal("fetch", server.fetch);
  expect(await storedText(server, await upload())).toBe(text);
  expect(opened).not.toHaveBeenCalled();
});

test("a global fetch that looks like a function of the platform", async () => {
  const server = createUploadsServer();
  vi.stubGlobal("fetch", server.fetch.bind(server));
  expect(await storedText(server, await upload())).toBe(text);
  expect(opened).not.toHaveBeenCalled();
});

test("msw", async () => {
  const server = createUploadsServer();
  const mock = setupServer(http.all("*", ({ request }) => server.fetch(request)));
  mock.listen({ onUnhandledRequest: "error" });
  try {
    expect(await storedText(server, await upload())).toBe(text);
    expect(opened).not.toHaveBeenCalled();
  } finally {
    mock.close();
  }
});
