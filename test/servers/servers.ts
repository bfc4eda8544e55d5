import type { Shape } from "./shapes.ts";

/** What a server's document says otherwise than most, and rightly so. */
export type Own = Partial<Record<string, Partial<Shape>>>;

export interface Server {
  /** The name of its document. */
  readonly name: string;
  readonly title: string;
  /** The class that its operations are in. */
  readonly api: string;
  readonly own: Own;
}

const openKeys = {
  sendCounts: { wrong: ['{ counts: { cats: "many" } }'], note: "any key: the document lists none" },
};
const items = {
  readStream: {
    read: "r satisfies AsyncIterable<unknown>",
    note: "its items",
    result: [{ data: '{"id":"a"}' }, { data: '{"id":"b"}' }],
  },
};
const named = (name: string) => ({ name, content: "\0\u00ff\r\n--\u0080\n" });

export const servers: readonly Server[] = [
  { name: "springdoc", title: "springdoc", api: "ShapeControllerApi", own: openKeys },
  {
    name: "swashbuckle",
    title: "Swashbuckle 10",
    api: "ShapesApi",
    own: {
      uploadWithJson: {
        note: "no JSON: the document has the fields `Meta.Title` and `File`",
        right: ['{ "Meta.Title": "T", File: bytes }'],
        wrong: ['{ "Meta.Title": 1, File: bytes }', '{ "Meta.Title": "T", File: 5 }'],
        arrives: [[{ name: "Meta.Title", type: "text/plain", content: "T" }, named("File")]],
      },
    },
  },
  {
    name: "fastapi",
    title: "FastAPI, Pydantic 2",
    api: "DefaultApi",
    own: {
      ...items,
      uploadWithJson: {
        note: "given as text that is JSON, as the document says",
        right: ['{ meta: JSON.stringify({ title: "T" }), file: bytes }'],
        wrong: ['{ meta: { title: "T" }, file: bytes }', '{ meta: "{}", file: 5 }'],
        arrives: [
          [{ name: "meta", type: "application/json", content: '{"title":"T"}' }, named("file")],
        ],
      },
    },
  },
  { name: "nestjs", title: "NestJS", api: "ShapesApi", own: {} },
  {
    name: "elysia",
    title: "Elysia",
    api: "DefaultApi",
    own: {
      readStream: {
        read: "r",
        misread: "r.nothingOfTheKind",
        note: "typed `unknown`: no response is documented",
      },
      sendCounts: {
        wrong: ["{ counts: { cats: true, dogs: 2 } }", "{ counts: { cats: 1, dogs: 2, fish: 3 } }"],
        read: "r.counts.cats satisfies number | string",
        note: "a number may be text, too: the document says so",
      },
    },
  },
  { name: "hono", title: "Hono, zod-openapi", api: "DefaultApi", own: {} },
  { name: "typespec", title: "TypeSpec", api: "DefaultApi", own: {} },
  { name: "utoipa", title: "utoipa", api: "ShapesApi", own: {} },
  { name: "drf-spectacular", title: "drf-spectacular", api: "ShapesApi", own: openKeys },
  { name: "scramble", title: "Laravel Scramble", api: "ShapeApi", own: {} },
];
