import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { Busboy } from "@fastify/busboy";
import { onTestFinished } from "vitest";
import type { ClientOptions } from "../../generator/runtime/client.ts";
import { multipart, type FieldEncodings } from "../../generator/runtime/multipart.ts";
import { Client } from "./test-client.ts";

export { Client };

export const canary = "sk-canary-0123456789";

/** Serves until the test is over. Resolves with the base URL. A concurrent test passes its own `finished`. */
export async function serve(
  listener: RequestListener,
  finished: typeof onTestFinished = onTestFinished,
): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  finished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A base URL that nobody serves any more. */
export async function closedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

export async function readAll(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** One field of a form, as an independent parser reads it. */
export interface Field {
  readonly name: string;
  readonly filename?: string;
  /** The parser's default, text/plain, when the part has no Content-Type. */
  readonly type: string;
  readonly content: string;
}

export interface Received {
  readonly headers: IncomingMessage["headers"];
  readonly size: number;
  readonly fields: readonly Field[];
  /** The body as it came, one character per byte. */
  readonly raw: string;
}

/** Reads a form. Contents are one character per byte. */
export async function receive(request: IncomingMessage): Promise<Received> {
  const body = await readAll(request as AsyncIterable<Uint8Array>);
  const fields: Promise<Field>[] = [];
  const parser = new Busboy({
    headers: { "content-type": request.headers["content-type"] ?? "" },
    preservePath: true,
  });
  parser.on("file", (name, stream, filename, _encoding, type) => {
    const content = readAll(stream as AsyncIterable<Uint8Array>);
    fields.push(content.then((bytes) => ({ name, filename, type, content: latin1(bytes) })));
  });
  parser.on("field", (name, value, _nameTruncated, _valueTruncated, _encoding, type) => {
    fields.push(Promise.resolve({ name, type, content: latin1(Buffer.from(value)) }));
  });
  await new Promise((resolve, reject) => {
    parser
      .on("finish", () => {
        resolve(undefined);
      })
      .on("error", reject)
      .end(body);
  });
  const { headers } = request;
  return { headers, size: body.length, fields: await Promise.all(fields), raw: latin1(body) };
}

function latin1(bytes: Buffer): string {
  return bytes.toString("latin1");
}

/** Collects the forms that a server receives, and answers each with `{}`. */
export async function serveForms(): Promise<{ baseUrl: string; received: Received[] }> {
  const received: Received[] = [];
  const baseUrl = await serve((request, response) => {
    void receive(request).then((form) => {
      received.push(form);
      response.setHeader("content-type", "application/json").end("{}");
    });
  });
  return { baseUrl, received };
}

export function post(client: Client, fields: FieldEncodings, body: unknown): Promise<unknown> {
  return client.request("POST", "/form", { body, encode: multipart(fields) });
}

/** A client whose requests are answered by a function, or by the server at `baseUrl`. */
export function clientOf(options: Partial<ClientOptions>): Client {
  return new Client({
    apiKey: canary,
    ...options,
    baseUrl: options.baseUrl ?? "https://api.example/v1",
  });
}

/** A promise that rejects, with an Error or anything else. */
export async function rejectWith(thrown: unknown): Promise<never> {
  await Promise.resolve();
  throw thrown;
}

/** What a promise rejects with; fails when it resolves. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => {
      throw new Error(`resolved with ${String(value)}`);
    },
    (error: unknown) => error,
  );
}
