import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inTemporaryFolder } from "../../generator/files/temporary-folder.ts";
import { mendSpec } from "../../generator/load/apply-overlay.ts";
import { readApi } from "../../generator/read-api/index.ts";
import { fetchWarnings } from "../../generator/warnings/refused-by-fetch.ts";

const responses = { "204": { description: "Done." } };
const requestBody = { content: { "application/json": { schema: { type: "object" } } } };

/** A document whose methods are called m0, m1 and so on, each of an HTTP method and with a body or not. */
function documentOf(...methods: readonly (readonly [method: string, hasBody: boolean])[]) {
  const paths = Object.fromEntries(
    methods.map(([method, hasBody], index) => {
      const operation = { operationId: `m${index}`, responses, ...(hasBody && { requestBody }) };
      const isAdditional = method === method.toUpperCase();
      const item = { [method]: operation };
      return [`/${index}`, isAdditional ? { additionalOperations: item } : item];
    }),
  );
  return { openapi: "3.2.0", info: { title: "A", version: "1" }, paths };
}

const warningsOf = (document: ReturnType<typeof documentOf>) =>
  fetchWarnings(readApi(document, "a.yaml"), "a.yaml");

test.each([
  ...[
    "get",
    "head",
    "options",
    "delete",
    "post",
    "query",
    "trace",
    "CONNECT",
    "TRACK",
    "COPY",
  ].flatMap((method) => [[method, true] as const, [method, false] as const]),
])("%s, with a body: %s, is told if this fetch refuses it", (method, hasBody) => {
  const request = () =>
    new Request("https://a.example", { method: method.toUpperCase(), body: hasBody ? "{}" : null });
  const warnings = warningsOf(documentOf([method, hasBody]));
  if (warnings.length > 0) expect(request).toThrow(TypeError);
  else expect(request).not.toThrow();
});

test("bodies of GET and HEAD are told together, with an overlay that drops them", async () => {
  const document = documentOf(
    ["get", true],
    ["head", true],
    ["post", true],
    ["get", true],
    ["get", true],
  );
  const warnings = warningsOf(document);
  expect(warnings).toEqual([
    "a.yaml: DefaultApi.m0, DefaultApi.m1, DefaultApi.m3 and 1 more have a body, which fetch refuses to send with GET and HEAD\n" +
      "  Call them without one where it is optional. If the server reads none, drop it by an overlay (--overlay FILE) with the action " +
      `{ target: "$.paths.*['get','head'].requestBody", remove: true }; else they take another HTTP client\n`,
  ]);
  await inTemporaryFolder(async (folder) => {
    const overlay = join(folder, "overlay.yaml");
    const [action = ""] = /\{.*\}/.exec(warnings.join("")) ?? [];
    await writeFile(
      overlay,
      `overlay: 1.0.0\ninfo: { title: a, version: "1" }\nactions: [${action}]`,
    );
    expect(await mendSpec(document, overlay)).toEqual([]);
  });
  expect(warningsOf(document)).toEqual([]);
  expect(document.paths["/2"]).toHaveProperty("post.requestBody");
});

test("methods that fetch never sends are told by name", () => {
  expect(warningsOf(documentOf(["trace", true], ["get", false]))).toEqual([
    "a.yaml: DefaultApi.m0 is sent by TRACE, which fetch refuses\n  Call it with another HTTP client, or remove the operation by an overlay (--overlay FILE)\n",
  ]);
});
