/** What every document has, as calls: which have to compile, which must not, and what has to arrive. */
export interface Shape {
  readonly label: string;
  readonly operation: string;
  /** Arguments that compile, and arrive as they are. */
  readonly right: readonly string[];
  /** Arguments that do not compile. */
  readonly wrong: readonly string[];
  /** Read of the result `r`, which compiles. */
  readonly read?: string;
  /** Read of the result `r`, which does not compile. */
  readonly misread?: string;
  /** What the server receives of each call: JSON as it is, a form as its fields. */
  readonly arrives?: readonly unknown[];
  /** What the call resolves with; without it, what arrived. */
  readonly resolves?: (result: unknown) => Promise<unknown>;
  readonly result?: unknown;
  /** What the table says of it, where it is not as with most. */
  readonly note?: string;
}

/** Bytes that no careless form leaves as they are; `bytes` in the calls. */
const bytes = "\0\u00ff\r\n--\u0080\n";
const file = (name: string) => ({ name, content: bytes });

const shape = (label: string, operation: string, given: Omit<Shape, "label" | "operation">) => ({
  label,
  operation,
  ...given,
});

export const events = 'data: {"id":"a"}\n\ndata: {"id":"b"}\n\n';
/** The items of a stream; the text, where they are bytes. */
async function collect(result: unknown): Promise<unknown> {
  if (typeof result !== "object" || result === null || !(Symbol.asyncIterator in result))
    return result;
  const items: unknown[] = [];
  for await (const item of result as AsyncIterable<unknown>) items.push(item);
  return items.every((item) => item instanceof Uint8Array) ? String(Buffer.concat(items)) : items;
}

export const shapes: readonly Shape[] = [
  shape("nullable object", "sendNullableObject", {
    right: ['{ owner: { name: "Ada" } }', "{ owner: null }"],
    wrong: ["{ owner: { name: 1 } }", '{ owner: "Ada" }'],
    read: "r.owner?.name satisfies string | undefined",
    misread: "r.owner.name",
  }),
  shape("nullable enum", "sendNullableEnum", {
    right: ['{ state: "open" }', "{ state: null }"],
    wrong: ['{ state: "half" }', "{ state: 1 }"],
    read: 'r.state satisfies "open" | "closed" | null | undefined',
  }),
  shape("union with a tag", "sendUnion", {
    right: ['{ kind: "cat", lives: 9 }', '{ kind: "dog", tricks: ["sit"] }'],
    wrong: ['{ kind: "bird" }', '{ kind: "cat", tricks: ["sit"] }'],
    read: 'r.kind === "cat" ? r.lives : r.tricks',
    misread: "r.lives",
  }),
  shape("recursive type", "sendTree", {
    right: ['{ name: "root", children: [{ name: "leaf", children: [] }] }'],
    wrong: ['{ name: "root", children: [{ name: 1, children: [] }] }'],
    read: "r.children?.[0]?.children?.[0]?.name satisfies string | null | undefined",
  }),
  shape("file with a JSON part", "uploadWithJson", {
    right: ['{ meta: { title: "T" }, file: bytes }'],
    wrong: ["{ meta: { title: 1 }, file: bytes }", '{ meta: { title: "T" }, file: 5 }'],
    arrives: [[{ name: "meta", type: "application/json", content: '{"title":"T"}' }, file("file")]],
    result: undefined,
  }),
  shape("list of files", "uploadFiles", {
    right: ["{ files: [bytes, bytes] }"],
    wrong: ["{ files: 5 }", "{ files: [5] }"],
    arrives: [[file("files"), file("files")]],
    result: undefined,
  }),
  shape("stream", "readStream", {
    right: [""],
    wrong: [],
    read: "r satisfies ReadableStream<Uint8Array>",
    misread: "r.nothingOfTheKind",
    arrives: [undefined],
    resolves: collect,
    result: events,
  }),
  shape("empty response", "sendNothing", {
    right: [""],
    wrong: [],
    read: "r satisfies void",
    misread: "r.nothingOfTheKind",
    arrives: [undefined],
    result: undefined,
  }),
  shape("map with fixed keys", "sendCounts", {
    right: ["{ counts: { cats: 1, dogs: 2 } }"],
    wrong: ['{ counts: { cats: "many", dogs: 2 } }', "{ counts: { cats: 1, dogs: 2, fish: 3 } }"],
    read: "r.counts?.cats satisfies number | undefined",
  }),
  shape("date", "sendDate", {
    right: ['{ day: "2026-11-28", at: "2026-11-28T12:00:00Z" }'],
    wrong: [
      '{ day: 5, at: "2026-11-28T12:00:00Z" }',
      '{ day: new Date(), at: "2026-11-28T12:00:00Z" }',
    ],
    read: "r.day satisfies string | undefined",
  }),
];
