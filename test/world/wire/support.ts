import type { IncomingMessage, ServerResponse } from "node:http";
import { generate } from "../../../generator/generate.ts";
import type { GeneratedFile } from "../../../generator/files/generated-file.ts";
import { loadRuntime } from "../../../generator/load/runtime.ts";
import { callerOf, load } from "../../corpus/generated-client.ts";
import { readAll, serve } from "../../runtime/support.ts";
import { compile } from "../../support/compile.ts";

/** What a client is generated from: operations by path and method, each in the class DefaultApi. */
export interface Given {
  readonly openapi?: string;
  readonly paths: object;
  readonly components?: object;
}

/** A generated client, and what its making told. */
export interface Made {
  /** Makes the call of that index against a server. */
  readonly call: (index: number, baseUrl: string) => Promise<unknown>;
  /** What the compiler says of the package and of the right and wrong calls. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly files: readonly GeneratedFile[];
}

/**
 * Generates, compiles and loads a client.
 *
 * @param calls Expressions that compile, in which `api` is the package and `it` a DefaultApi.
 * @param wrong Those that must not compile.
 */
export async function make(
  given: Given,
  calls: readonly string[],
  wrong: readonly string[] = [],
): Promise<Made> {
  const warnings: string[] = [];
  const document = { openapi: "3.1.0", info: { title: "Wire", version: "1" }, ...given };
  const files = await generate({
    document,
    file: "wire.yaml",
    runtime: await loadRuntime(),
    warn: (warning) => warnings.push(warning),
  });
  const whole = (call: string) => call.replace(/\bit\./g, "new api.DefaultApi(client).");
  const judged = [
    'import * as api from "./index.ts";',
    "declare const client: api.Client;",
    ...calls.map((call) => `export const right${calls.indexOf(call)} = ${whole(call)};`),
    ...wrong.flatMap((call, index) => [
      "// @ts-expect-error This is wrong on the wire.",
      `export const wrong${index} = ${whole(call)};`,
    ]),
  ].join("\n");
  const errors = compile([...files, { path: "src/judged.ts", text: judged }]);
  return { call: await load([...files, callerOf(calls.map(whole))]), errors, warnings, files };
}

/** Milliseconds to make a client, on a busy machine. */
export const timeout = 60_000;

/** A request as it came. */
export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

/** Serves until the test is over, and keeps what comes. Without a function, all is answered with `{}`. */
export async function listen(
  respond: (response: ServerResponse, sent: Sent) => void = (response) =>
    response.setHeader("content-type", "application/json").end("{}"),
): Promise<{ baseUrl: string; sent: Sent[] }> {
  const sent: Sent[] = [];
  const baseUrl = await serve((request, response) => {
    void readAll(request as AsyncIterable<Uint8Array>).then((body) => {
      const { method = "", url = "", headers } = request;
      const it = { method, url, headers, body };
      sent.push(it);
      respond(response, it);
    });
  });
  return { baseUrl, sent };
}

/** A JSON response of 200 with this schema. */
export function json(schema: object): object {
  return { "200": content("application/json", schema) };
}

/** A response with content of one media type. */
export function content(mediaType: string, schema?: object): object {
  return { description: "", content: { [mediaType]: schema ? { schema } : {} } };
}
