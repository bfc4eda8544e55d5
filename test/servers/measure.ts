import { isDeepStrictEqual } from "node:util";
import { join } from "node:path";
import { runInThisContext } from "node:vm";
import type { RequestListener } from "node:http";
import type { GeneratedFile } from "../../generator/files/generated-file.ts";
import { generate } from "../../generator/generate.ts";
import { loadSpec } from "../../generator/load/document.ts";
import { loadRuntime } from "../../generator/load/runtime.ts";
import { callerOf, load } from "../corpus/generated-client.ts";
import { readAll, receive, serve } from "../runtime/support.ts";
import { compile } from "../support/compile.ts";
import type { Server } from "./servers.ts";
import { events, shapes, type Shape } from "./shapes.ts";

/** What of a document is not as it should be, by operation, and what the generator says about it. */
export interface Measured {
  readonly faults: ReadonlyMap<string, readonly string[]>;
  readonly warnings: readonly string[];
}

export async function measure(server: Server): Promise<Measured> {
  const file = join(import.meta.dirname, "documents", `${server.name}.json`);
  const warnings: string[] = [];
  const files = await generate({
    document: await loadSpec(file),
    file,
    runtime: await loadRuntime(),
    warn: (warning) => warnings.push(warning),
  });
  const wanted = shapes.map((shape) => ({ ...shape, ...server.own[shape.operation] }));
  const told = compile([...files, ...wanted.flatMap((shape) => sources(server, shape))]);
  const sent = await sendAll(server, wanted, files);
  const faults = wanted.map(({ operation }): [string, string[]] => {
    const own = told.filter((line) => line.startsWith(`src/${operation}.`));
    return [operation, [...own, ...(sent.get(operation) ?? [])]];
  });
  const elsewhere = told.filter((line) => !/^src\/(send|read|upload)/.test(line));
  return { faults: new Map([...faults, ["the package", elsewhere]]), warnings };
}

/** A file for what compiles of a shape, and one for what does not. */
function sources({ api }: Server, shape: Shape): GeneratedFile[] {
  const head = `import type { ${api} } from "./index.ts";
declare const api: ${api};
declare const bytes: Uint8Array<ArrayBuffer>;
export const use = async (): Promise<unknown[]> => [
`;
  const call = (argument: string) => `api.${shape.operation}(${argument})`;
  const [first = ""] = shape.right;
  const reads = (expression: string) => `await ${call(first)}.then((r) => ${expression}),`;
  const right = shape.right.map((argument) => `await ${call(argument)},`);
  const wrong = shape.wrong.map((argument) => `await ${call(argument)},`);
  if (shape.read) right.push(reads(shape.read));
  if (shape.misread) wrong.push(reads(shape.misread));
  const refused = wrong.map((line) => `// @ts-expect-error\n${line}`);
  return [
    { path: `src/${shape.operation}.right.ts`, text: `${head}${right.join("\n")}\n];` },
    { path: `src/${shape.operation}.wrong.ts`, text: `${head}${refused.join("\n")}\n];` },
  ];
}

async function sendAll(
  { api }: Server,
  wanted: readonly Shape[],
  files: readonly GeneratedFile[],
): Promise<Map<string, string[]>> {
  const calls = wanted.flatMap((shape) => shape.right.map((argument) => ({ shape, argument })));
  const caller = await load([
    ...files,
    callerOf(
      calls.map(({ shape, argument }) => `new api.${api}(client).${shape.operation}(${argument})`),
    ),
  ]);
  const received: unknown[] = [];
  const baseUrl = await serve(recorder(received));
  const faults = new Map<string, string[]>();
  for (const [index, { shape, argument }] of calls.entries()) {
    received.length = 0;
    const resolve = shape.resolves ?? ((result: unknown) => Promise.resolve(result));
    const result = await caller(index, baseUrl).then(resolve).catch(String);
    const given = shape.arrives?.[shape.right.indexOf(argument)] ?? literal(argument);
    const own = faults.get(shape.operation) ?? [];
    if (!isDeepStrictEqual(received, [given])) own.push(`received ${JSON.stringify(received)}`);
    const want = "result" in shape ? shape.result : given;
    if (!isDeepStrictEqual(result, want)) own.push(`resolved with ${JSON.stringify(result)}`);
    faults.set(shape.operation, own);
  }
  return faults;
}

/** The value of a literal of these tests. */
function literal(argument: string): unknown {
  return argument === "" ? undefined : (runInThisContext(`(${argument})`) as unknown);
}

/** Keeps what arrives, and responds as each operation is documented to. */
function recorder(received: unknown[]): RequestListener {
  return (request, response) => {
    const type = request.headers["content-type"] ?? "";
    if (type.startsWith("multipart/form-data"))
      return void receive(request).then(({ fields }) => {
        received.push(
          fields.map(({ name, filename, type, content }) =>
            filename === undefined ? { name, type, content } : { name, content },
          ),
        );
        response.writeHead(204).end();
      });
    void readAll(request as AsyncIterable<Uint8Array>).then((body) => {
      received.push(body.length === 0 ? undefined : JSON.parse(String(body)));
      if (request.url === "/events")
        return response.setHeader("content-type", "text/event-stream").end(events);
      if (body.length === 0) return response.writeHead(204).end();
      return response.setHeader("content-type", "application/json").end(body);
    });
  };
}
