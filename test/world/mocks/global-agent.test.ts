/**
 * global-agent 4, which sends what goes over `node:http` through a proxy, whatever agent a request names:
 * https://github.com/gajus/global-agent
 */
import { createGlobalProxyAgent } from "global-agent";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import {
  ConnectionError,
  createClient,
  httpTransport,
  uploadFile,
  UploadsApi,
} from "../../../generated/src/node.ts";
import { createUploadsServer } from "../../../generated/src/runtime/uploads/testing/index.ts";
import { tls } from "../../runtime/node/support.ts";
import { rejection } from "../../runtime/support.ts";
import { startProxy, type Proxy } from "./proxy.ts";
import { binaryContent } from "./bodies.ts";
import { announced, apiKey } from "./checks.ts";
import { listenerOf, operations, realServer } from "./support.ts";

const settings = createGlobalProxyAgent();
let proxy: Proxy;
beforeEach(async () => {
  proxy = await startProxy();
  onTestFinished(() => {
    proxy.close();
  });
  settings.HTTP_PROXY = proxy.url;
  settings.NO_PROXY = null;
});

/** The operations of a client that trusts the certificate of the tests. */
function uploadsAt(baseUrl: string): UploadsApi {
  const transport = httpTransport({ tls: { ca: tls.cert } });
  return new UploadsApi(createClient({ apiKey, baseUrl, maxRetries: 0, transport }));
}

describe.each(["http", "https"] as const)("over %s", (scheme) => {
  test("a file goes through the proxy, several parts at a time", async () => {
    const server = createUploadsServer({ apiKey });
    const real = await realServer(scheme, listenerOf(server.fetch));
    const content = binaryContent(300_000);
    const { file } = await uploadFile(uploadsAt(real.baseUrl), content, {
      purpose: "assistants",
      filename: "a.bin",
      partSize: 65_536,
      concurrency: 3,
    });
    const received = new Uint8Array((await server.file(file.id)?.arrayBuffer()) ?? []);
    expect(Buffer.compare(received, content)).toBe(0);
    // Five parts, one creation and one completion; a tunnel for each.
    const seen = scheme === "http" ? proxy.forwarded : proxy.tunnelled;
    expect([seen.length, real.requests]).toEqual([7, 7]);
    expect(seen[0]).toBe(
      scheme === "http" ? `${real.baseUrl}/uploads` : new URL(real.baseUrl).host,
    );
  });

  test("a host that the proxy is not for is reached directly", async () => {
    const { baseUrl } = await realServer(scheme);
    settings.NO_PROXY = "127.0.0.1";
    expect(await uploadsAt(baseUrl).createUpload(announced)).toEqual({ id: "real" });
    expect([proxy.forwarded, proxy.tunnelled]).toEqual([[], []]);
  });

  test("a proxy that can't be reached is a ConnectionError", async () => {
    const { baseUrl } = await realServer(scheme);
    settings.HTTP_PROXY = "http://127.0.0.1:1";
    const error = await rejection(uploadsAt(baseUrl).createUpload(announced));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toHaveProperty("cause.code", "ECONNREFUSED");
  });
});

test("a tunnel that is refused is a ConnectionError that says so", async () => {
  proxy.onConnect = "refuse";
  const real = await realServer("https");
  const error = await rejection(uploadsAt(real.baseUrl).createUpload(announced));
  expect(error).toBeInstanceOf(ConnectionError);
  expect(String(error)).toContain("403 Forbidden");
  expect(real.requests).toBe(0);
});

test("a tunnel that is never built does not hold an abort", async () => {
  proxy.onConnect = "ignore";
  const { baseUrl } = await realServer("https");
  const controller = new AbortController();
  const { signal } = controller;
  const error = rejection(uploadsAt(baseUrl).createUpload(announced, { signal }));
  await expect.poll(() => proxy.tunnelled).toHaveLength(1);
  controller.abort("enough");
  expect(await error).toBe("enough");
});

test("fetch is not sent through the proxy", async () => {
  const { baseUrl } = await realServer();
  expect(await operations("fetch", baseUrl).createUpload(announced)).toEqual({ id: "real" });
  expect(proxy.forwarded).toEqual([]);
});
