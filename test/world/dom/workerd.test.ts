import { getRequestListener } from "@hono/node-server";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { createUploadsServer } from "../../../generated/src/runtime/uploads/testing/index.ts";
import { serve } from "../../runtime/support.ts";
import { startMiniflare } from "../miniflare.ts";

// workerd as miniflare starts it, without compatibility flags, against the test server behind a port.

test("every form of bytes arrives, and every part has its length", async () => {
  const server = createUploadsServer();
  const listener = getRequestListener(server.fetch, { overrideGlobalObjects: false });
  const baseUrl = `${await serve((request, response) => {
    const { url = "" } = request;
    if (!url.startsWith("/moved")) return void listener(request, response);
    const location = url.replace("moved", "v1");
    request.resume().on("end", () => response.writeHead(307, { location }).end());
  })}/v1`;
  const { outputFiles } = await build({
    entryPoints: ["test/world/dom/workerd-program.ts"],
    bundle: true,
    write: false,
    format: "esm",
  });
  const script = outputFiles[0]?.text ?? "";
  const worker = await startMiniflare({
    modules: true,
    script,
    compatibilityDate: "2026-04-01",
  });
  const url = `http://localhost/?${new URLSearchParams({ baseUrl })}`;
  const response = await worker.dispatchFetch(url, { method: "POST", body: "hello world" });
  const { ids, errors } = (await response.json()) as {
    ids: Record<string, string>;
    errors: string[];
  };
  const texts = Object.entries(ids).map(async ([name, id]) => [
    name,
    await server.file(id)?.text(),
  ]);
  const arrived = Object.fromEntries((await Promise.all(texts)) as [string, string][]);
  expect(Object.keys(arrived)).toHaveLength(11);
  expect(new Set(Object.values(arrived))).toEqual(new Set(["hello world"]));
  expect(errors).toEqual([
    expect.stringMatching(/^ApiError: .* 404 /),
    "Error: enough",
    expect.stringMatching(/^ApiError: .* 307 /),
  ]);
  const parts = server.requests().flatMap(({ part }) => part ?? []);
  expect(parts.filter(({ contentLength }) => contentLength === undefined)).toEqual([]);
});
