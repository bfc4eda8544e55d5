import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createClient as createPortable, UploadsApi } from "../../../generated/src/index.ts";
import { createClient, type CreateClientOptions } from "../../../generated/src/node.ts";
import { serve } from "../support.ts";

const { version } = JSON.parse(readFileSync("generated/package.json", "utf8")) as {
  version: string;
};
const own = `openai-uploads/${version} node/${process.versions.node}`;

/** What a server is told of the program that calls it. */
async function agentSeen(options: CreateClientOptions, create = createClient) {
  let seen: string | undefined;
  const baseUrl = await serve((request, response) => {
    seen = request.headers["user-agent"];
    response.setHeader("content-type", "application/json").end('{"id":"upload_1"}');
  });
  await new UploadsApi(create({ apiKey: "k", baseUrl, ...options })).cancelUpload("upload_1");
  return seen;
}

test.each<[string, CreateClientOptions, string | undefined]>([
  ["over node:http", {}, own],
  ["over a fetch of the caller's", { fetch: (...given) => fetch(...given) }, own],
  ["with another header", { headers: { "X-Team": "a" } }, own],
  ["with the caller's own", { headers: { "User-Agent": "mine/1" } }, "mine/1"],
  ["with Headers", { headers: new Headers({ "User-Agent": "mine/2" }) as never }, "mine/2"],
])("the user-agent %s", async (_, options, want) => {
  expect(await agentSeen(options)).toBe(want);
});

test("the form for browsers sets none, since servers there would have to allow it", async () => {
  expect(await agentSeen({}, createPortable)).toBe("node");
});
