import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { makeCertificate, type Certificate } from "../../../../../scripts/bench/certificate.ts";
import { startProxy, type Proxy } from "../../../../world/mocks/proxy.ts";
import { MiB, server, useCommand, workplace, type Workplace } from "../support/workplace.ts";

const command = useCommand();
const upload = ["upload", "--purpose", "batch", "--part-size", "1MiB", "a"];

let folder = "";
let certificate: Certificate;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "openai-uploads-proxy-"));
  certificate = await makeCertificate(folder, "IP:127.0.0.1");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A server behind https, a proxy, and a place that has three parts to send. */
async function behindTls() {
  const [key, cert] = await Promise.all(
    [certificate.key, certificate.cert].map((path) => readFile(path, "utf8")),
  );
  const served = await server({ tls: { key: key ?? "", cert: cert ?? "" } });
  const place = await workplace(command.path(), served, { a: 3 * MiB });
  const NODE_EXTRA_CA_CERTS = certificate.cert;
  return { served, place: place.with({ NODE_EXTRA_CA_CERTS }), proxy: await proxyOf() };
}

async function proxyOf(): Promise<Proxy> {
  const proxy = await startProxy();
  onTestFinished(() => proxy.close());
  return proxy;
}

const through = (place: Workplace, variables: Record<string, string>) =>
  place.with(variables).run(upload);

test.each([
  ["HTTPS_PROXY", (url: string) => url],
  ["https_proxy", (url: string) => url],
  ["ALL_PROXY", (url: string) => url],
  // As many have it: curl takes it for http.
  ["HTTPS_PROXY", (url: string) => url.replace("http://", "")],
])("%s leads https through a tunnel, whose connections are kept", async (variable, form) => {
  const { served, place, proxy } = await behindTls();
  const { code, stdout, stderr } = await through(place, { [variable]: form(proxy.url) });
  expect([code, stderr]).toEqual([0, expect.stringMatching(/^a: file-000001/)]);
  expect(served.file(stdout.trim())?.size).toBe(3 * MiB);
  expect(new Set(proxy.tunnelled)).toEqual(new Set([new URL(served.baseUrl).host]));
  // Five requests, three of them at the same time.
  expect(proxy.tunnelled.length).toBeLessThanOrEqual(4);
  expect(proxy.forwarded).toEqual([]);
});

test.each(["direct", "through a tunnel"])(
  "a certificate of another host is refused, %s",
  async (way) => {
    const { served, place, proxy } = await behindTls();
    // It is for 127.0.0.1.
    const OPENAI_BASE_URL = served.baseUrl.replace("127.0.0.1", "localhost");
    const variables = way === "direct" ? {} : { HTTPS_PROXY: proxy.url };
    const { code, stderr } = await through(place, { ...variables, OPENAI_BASE_URL });
    expect(stderr).toMatch(/Host: localhost\. is not cert's CN: 127\.0\.0\.1/);
    expect([code, served.requests()]).toEqual([1, []]);
  },
);

test("HTTP_PROXY is asked for http by the whole URL", async () => {
  const served = await server();
  const place = await workplace(command.path(), served, { a: 3 * MiB });
  const proxy = await proxyOf();
  const { code, stdout } = await through(place, { HTTP_PROXY: proxy.url });
  expect(code).toBe(0);
  expect(served.file(stdout.trim())?.size).toBe(3 * MiB);
  expect(proxy.forwarded).toHaveLength(5);
  expect(proxy.forwarded[0]).toBe(`${served.baseUrl}/uploads`);
});

test("NO_PROXY leads past it", async () => {
  const { place, proxy } = await behindTls();
  const { code } = await through(place, { HTTPS_PROXY: proxy.url, NO_PROXY: "127.0.0.1" });
  expect([code, proxy.tunnelled]).toEqual([0, []]);
});

test("a proxy that refuses is named, without its password", async () => {
  const { place, proxy } = await behindTls();
  proxy.onConnect = "refuse";
  const url = proxy.url.replace("http://", "http://user:pass-word-1@");
  const { code, stderr } = await through(place, { HTTPS_PROXY: url, DEBUG: "*" });
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /a: failed: .*: 403 .*; the proxy is http:\/\/\[redacted\]@127\.0\.0\.1:\d+\n/,
  );
  expect(stderr).not.toContain("pass-word-1");
});

test("a proxy that is not there is named", async () => {
  const { place } = await behindTls();
  const { code, stderr } = await through(place, { HTTPS_PROXY: "http://127.0.0.1:1" });
  expect(code).toBe(1);
  expect(stderr).toMatch(/ECONNREFUSED 127\.0\.0\.1:1; .*the proxy is http:\/\/127\.0\.0\.1:1\n/);
});

test("one of a kind that can't be used is refused, and nothing is sent", async () => {
  const { place, served } = await behindTls();
  const { code, stderr } = await through(place, { ALL_PROXY: "socks5://127.0.0.1:1080" });
  expect(stderr).toMatch(
    /^openai-uploads: the proxy socks5:\/\/127\.0\.0\.1:1080 can't be used; set HTTPS_PROXY/,
  );
  expect([code, served.requests()]).toEqual([2, []]);
});
