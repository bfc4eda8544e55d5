/** OpenTelemetry's instrumentation of `node:http`: every attempt is a span, and the server is told which. */
import { execFile } from "node:child_process";
import type { RequestListener } from "node:http";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, test } from "vitest";
import { closedPort, serve } from "../../runtime/support.ts";

const program = fileURLToPath(new URL("opentelemetry-program.ts", import.meta.url));

interface Span {
  readonly method: string;
  readonly url: string;
  readonly status?: number;
  readonly isError: boolean;
  readonly sentAs: string;
}

async function spansOf(baseUrl: string, deadUrl: string, way: string): Promise<Span[]> {
  const argv = ["--import", "tsx", program, baseUrl, deadUrl, way];
  const { stdout } = await promisify(execFile)(process.execPath, argv, { timeout: 50_000 });
  return JSON.parse(stdout) as Span[];
}

describe.concurrent("calls are traced", () => {
  test.for([
    ["with the hook for ES modules", "hook"],
    ["without it, once a CommonJS module has required node:http", "require"],
  ])("%s", async ([, way = ""], { expect, onTestFinished }) => {
    const parents = new Map<string, unknown>();
    const listener: RequestListener = ({ url = "", headers }, response) => {
      parents.set(url, headers.traceparent);
      if (url.includes("received")) response.end('{"id":"part_1"}');
      if (url.includes("refused")) response.writeHead(413).end();
    };
    const baseUrl = await serve(listener, onTestFinished);
    const deadUrl = await closedPort();
    const spans = await spansOf(baseUrl, deadUrl, way);
    const find = (part: string) => spans.find(({ url }) => url.includes(part));
    expect(spans).toHaveLength(4);
    const post = { method: "POST", isError: true };
    const pathOf = (name: string) => `/uploads/${name}/parts`;
    expect(find("received")).toMatchObject({
      ...post,
      url: baseUrl + pathOf("received"),
      status: 200,
      isError: false,
    });
    expect(find("refused")).toMatchObject({ ...post, status: 413 });
    expect(find("lost")).toMatchObject({ ...post, url: `${deadUrl}/uploads/lost/cancel` });
    expect(find("aborted")).toMatchObject(post);
    for (const name of ["received", "refused"])
      expect(parents.get(pathOf(name))).toBe(find(name)?.sentAs);
  });
});
