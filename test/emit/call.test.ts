import type { IncomingMessage, ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { callerOf, load, type Caller } from "../corpus/generated-client.ts";
import { readAll, serve } from "../runtime/support.ts";
import { compile } from "../support/compile.ts";
import { generateFromText, textOf } from "../support/generate.ts";

const text = { type: "string" };
const empty = { 204: { description: "Done." } };
const query = (name: string, schema: object = text, more: object = {}) => ({
  name,
  in: "query",
  schema,
  ...more,
});

function documentOf(paths: object): string {
  return JSON.stringify({ openapi: "3.1.0", info: { title: "T", version: "1" }, paths });
}

/** A client of a document, and what a server of ours hears of it. */
async function clientOf(
  document: string,
  calls: readonly string[],
  respond = (_: IncomingMessage, response: ServerResponse) => response.writeHead(204).end(),
): Promise<{ call: (index: number) => ReturnType<Caller>; heard: string[] }> {
  const files = [...(await generateFromText(document)), callerOf(calls)];
  expect(compile(files)).toEqual([]);
  const caller = await load(files);
  const heard: string[] = [];
  const baseUrl = await serve((request, response) => {
    void readAll(request as AsyncIterable<Uint8Array>).then((body) => {
      heard.push(`${request.url ?? ""} ${String(body)}`.trim());
      respond(request, response);
    });
  });
  return { call: (index) => caller(index, baseUrl), heard };
}

test("what is given takes the place of what a path's own query has", async () => {
  const filter = query(
    "filter",
    { type: "object", properties: { a: text } },
    { style: "deepObject" },
  );
  const id = { name: "id", in: "path", required: true, schema: text };
  const get = (operationId: string, ...parameters: object[]) => ({
    get: { operationId, parameters, responses: empty },
  });
  const paths = {
    "/index?task=list&limit=10": get("list", query("task"), query("page")),
    "/index?task=show&id={id}": get("show", id, query("task"), query("page")),
    "/search?filter[a]=1&filter[b]=2": get("search", filter),
    "/index?task=plain": get("plain", query("page")),
  };
  const calls = [
    ["list()", "/index?task=list&limit=10"],
    ['list({ page: "2" })', "/index?task=list&limit=10&page=2"],
    ['list({ task: "a&b", page: "2" })', "/index?limit=10&task=a%26b&page=2"],
    ['show("?&#=")', "/index?task=show&id=%3F%26%23%3D"],
    ['show("1", { task: "other" })', "/index?id=1&task=other"],
    ['search({ filter: { a: "x" } })', "/search?filter[b]=2&filter%5Ba%5D=x"],
    ['plain({ page: "2" })', "/index?task=plain&page=2"],
  ] as const;
  const document = documentOf(paths);
  const { call, heard } = await clientOf(
    document,
    calls.map(([call]) => `new api.DefaultApi(client).${call}`),
  );
  for (const index of calls.keys()) await call(index);
  expect(heard).toEqual(calls.map(([, want]) => want));
  // Who needs nothing of it has no code for it.
  const { plain = "" } =
    /plain\((?<plain>.*)/s.exec(textOf(await generateFromText(document), "src/default-api.ts"))
      ?.groups ?? {};
  expect(plain).not.toContain("ownQuery");
});

test("bytes in a form that is text are refused by the name of their field", async () => {
  const file = { type: "string", format: "binary" };
  const properties = {
    file,
    files: { type: "array", items: file },
    deep: { type: "object", properties: { file } },
    list: { type: "array", items: { type: "object", properties: { file } } },
  };
  const content = {
    "application/x-www-form-urlencoded": { schema: { type: "object", properties } },
  };
  const paths = {
    "/a": { post: { operationId: "send", requestBody: { content }, responses: empty } },
  };
  const calls = [
    ["{ file: bytes as never }", /^file must be a string, .*, got Uint8Array$/],
    ["{ files: [bytes as never] }", /^files must be a string, .*, got Uint8Array$/],
    ["{ deep: { file: bytes as never } }", /^deep\.file must be text, .*, got Uint8Array$/],
    ["{ list: [{ file: new Blob() as never }] }", /^list\[0\]\.file must be text, .*, got Blob$/],
  ] as const;
  const right = '{ file: "a", files: ["b"], deep: { file: "c" }, list: [{ file: "d" }] }';
  const bodies = [...calls.map(([body]) => body), right];
  const { call, heard } = await clientOf(
    documentOf(paths),
    bodies.map((body) => `new api.DefaultApi(client).send(${body})`),
  );
  for (const [index, [, want]] of calls.entries()) await expect(call(index)).rejects.toThrow(want);
  await call(calls.length);
  expect(heard.map((line) => decodeURIComponent(line))).toEqual([
    '/a file=a&files=b&deep={"file":"c"}&list={"file":"d"}',
  ]);
});

test("items beside responses without content", async () => {
  const schema = { type: "object", properties: { a: { type: "integer" } } };
  const responses = {
    200: { description: "Items.", content: { "application/jsonl": { itemSchema: schema } } },
    202: { description: "Later." },
    204: { description: "None." },
  };
  const paths = { "/items/{status}": { get: { operationId: "items", responses } } };
  const statuses = ["200", "none-200", "202", "204"];
  const calls = statuses.map(
    (status) =>
      `new api.DefaultApi(client).items("${status}").then(async (items) => {
        const all: (number | undefined)[] = [];
        if (items === undefined) return items;
        for await (const { a } of items) all.push(a);
        return all;
      })`,
  );
  const { call } = await clientOf(documentOf(paths), calls, ({ url = "" }, response) => {
    const status = Number(url.slice(-3));
    response.writeHead(status, { "content-type": "application/jsonl" });
    const isBare = status === 204 || url.includes("none");
    return response.end(isBare ? undefined : '{"a":1}\n{"a":2}\n');
  });
  // A body that nobody documented is no items.
  expect(await Promise.all(statuses.map((_, index) => call(index)))).toEqual([
    [1, 2],
    [],
    undefined,
    undefined,
  ]);
});
