import { expect, test } from "vitest";
import { callerOf, load } from "../corpus/generated-client.ts";
import { readAll, receive, serve } from "../runtime/support.ts";
import { compile } from "../support/compile.ts";
import { generateFromText } from "../support/generate.ts";

/** A document whose one operation takes a schema as its body and gives it back. */
function echo(mediaType: string, schema: object, schemas: object = {}): string {
  const content = { [mediaType]: { schema } };
  const post = {
    operationId: "echo",
    requestBody: { required: true, content },
    responses: { 200: { description: "The same.", content: { "application/json": { schema } } } },
  };
  return JSON.stringify({
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    paths: { "/echo": { post } },
    components: { schemas },
  });
}

const text = { type: "string" };
const number = { type: "number" };
const line = {
  type: "array",
  prefixItems: [text, number],
  items: { type: "boolean" },
  minItems: 1,
};

test("a tuple as JSON: what is given arrives, and what comes back has its type", async () => {
  const call =
    'new api.DefaultApi(client).echo({ line: ["a", 1, true] }).then(({ line: [name, size = 0, ...flags] }): [string, number, boolean[]] => [name, size, flags])';
  const wrong = `
    import { type DefaultApi } from "./index.ts";
    declare const api: DefaultApi;
    // @ts-expect-error Without its first item.
    await api.echo({ line: [] });
    // @ts-expect-error The second is a number.
    await api.echo({ line: ["a", true] });
  `;
  const schema = { type: "object", properties: { line }, required: ["line"] };
  const files = [...(await generateFromText(echo("application/json", schema))), callerOf([call])];
  expect(compile([...files, { path: "src/wrong.ts", text: wrong }])).toEqual([]);
  const bodies: unknown[] = [];
  const baseUrl = await serve((request, response) => {
    void readAll(request as AsyncIterable<Uint8Array>).then((body) => {
      bodies.push(JSON.parse(String(body)));
      response.setHeader("content-type", "application/json").end(body);
    });
  });
  const caller = await load(files);
  expect(await caller(0, baseUrl)).toEqual(["a", 1, [true]]);
  expect(bodies).toEqual([{ line: ["a", 1, true] }]);
});

test("a tuple in a form: each item in a field, in the way of its kind", async () => {
  const pair = { type: "array", prefixItems: [{ type: "object", properties: { a: text } }, text] };
  const schema = { type: "object", properties: { pair }, required: ["pair"] };
  const files = [
    ...(await generateFromText(echo("multipart/form-data", schema))),
    callerOf(['new api.DefaultApi(client).echo({ pair: [{ a: "x" }, "y"] })']),
  ];
  expect(compile(files)).toEqual([]);
  const fields: unknown[] = [];
  const baseUrl = await serve((request, response) => {
    void receive(request).then((form) => {
      fields.push(...form.fields.map(({ name, content, type }) => [name, content, type]));
      response.setHeader("content-type", "application/json").end("{}");
    });
  });
  await (
    await load(files)
  )(0, baseUrl);
  expect(fields).toEqual([
    ["pair", '{"a":"x"}', "application/json"],
    ["pair", "y", "text/plain"],
  ]);
});

test("what a client may leave out of a request, or send back of a result", async () => {
  const note = {
    type: "object",
    properties: { id: { ...text, readOnly: true }, text, secret: { ...text, writeOnly: true } },
    required: ["id", "text", "secret"],
  };
  const schemas = { Note: note };
  const given = { $ref: "#/components/schemas/Note" };
  const files = [
    ...(await generateFromText(echo("application/json", given, schemas))),
    callerOf([
      'new api.DefaultApi(client).echo({ text: "a", secret: "s" }).then((note: api.Note) => new api.DefaultApi(client).echo({ ...note, secret: "t" } satisfies api.NoteRequest))',
    ]),
  ];
  expect(compile(files)).toEqual([]);
  const bodies: unknown[] = [];
  const baseUrl = await serve((request, response) => {
    void readAll(request as AsyncIterable<Uint8Array>).then((body) => {
      bodies.push(JSON.parse(String(body)));
      response.setHeader("content-type", "application/json").end('{"id":"1","text":"a"}');
    });
  });
  await (
    await load(files)
  )(0, baseUrl);
  expect(bodies).toEqual([
    { text: "a", secret: "s" },
    { id: "1", text: "a", secret: "t" },
  ]);
});

test("bytes in a form and text in JSON: each is sent as its type says", async () => {
  const call =
    'new api.DefaultApi(client).echo({ raw: bytes, photo: bytes, owner: { name: null, face: "x" } } satisfies api.PetForm).then((pet: api.Pet) => [pet.raw.length, pet.name ?? null, pet.photo?.length])';
  const wrong = `
    import { type DefaultApi, type Pet } from "./index.ts";
    declare const api: DefaultApi;
    declare const pet: Pet;
    // @ts-expect-error A form has no null.
    await api.echo({ raw: new Blob(), name: null });
    // @ts-expect-error A file is not its text.
    await api.echo({ raw: "x" });
    // @ts-expect-error What comes is text.
    const blob: Blob = pet.raw;
  `;
  const file = { type: "string", format: "binary" };
  const name = { type: ["string", "null"] };
  const ref = (key: string) => ({ $ref: `#/components/schemas/${key}` });
  const owner = { type: "object", properties: { name, face: ref("Photo") } };
  const pet = {
    type: "object",
    properties: {
      photo: ref("Photo"),
      raw: file,
      name,
      owner: { anyOf: [owner, { type: "null" }] },
    },
    required: ["raw"],
  };
  const document = echo("multipart/form-data", ref("Pet"), { Photo: file, Pet: pet });
  const files = [...(await generateFromText(document)), callerOf([call])];
  expect(compile([...files, { path: "src/wrong.ts", text: wrong }])).toEqual([]);
  const fields: unknown[] = [];
  const baseUrl = await serve((request, response) => {
    void receive(request).then((form) => {
      fields.push(...form.fields.map(({ name, content, type }) => [name, content, type]));
      response.setHeader("content-type", "application/json").end('{"raw":"abc","photo":"de"}');
    });
  });
  expect(await (await load(files))(0, baseUrl)).toEqual([3, null, 2]);
  const bytes = "\u0000\u00ff\r\n--\u0080\n";
  expect(fields).toEqual([
    ["photo", bytes, "application/octet-stream"],
    ["raw", bytes, "application/octet-stream"],
    ["owner", '{"name":null,"face":"x"}', "application/json"],
  ]);
});
