import {
  createUploadsServer,
  type UploadsServer,
} from "../../../../generator/runtime/uploads/testing/index.ts";

export type Bytes = Uint8Array<ArrayBuffer>;

export function bytes(text: string): Bytes {
  return new TextEncoder().encode(text);
}

export function concat(pieces: readonly Uint8Array[]): Bytes {
  const joined = new Uint8Array(pieces.reduce((size, piece) => size + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

/** The body cut into chunks of one size. */
export function* split(body: Bytes, size: number): Generator<Bytes> {
  for (let at = 0; at < body.length; at += size) yield body.slice(at, at + size);
}

export function stream(chunks: Iterable<Bytes>): ReadableStream<Bytes> {
  const iterator = chunks[Symbol.iterator]();
  return new ReadableStream<Bytes>({
    pull(controller) {
      const next = iterator.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
  });
}

/** The body of a form with the one field `data`, by hand. */
export function partBody(content: string, head = 'form-data; name="data"; filename="part"'): Bytes {
  return bytes(`--xyz\r\nContent-Disposition: ${head}\r\n\r\n${content}\r\n--xyz--\r\n`);
}

export interface Posted {
  readonly body?: BodyInit | undefined;
  readonly headers?: Record<string, string> | undefined;
  readonly signal?: AbortSignal | undefined;
}

export function request(path: string, { body, headers = {}, signal }: Posted = {}): Request {
  return new Request(`https://api.example/v1${path}`, {
    method: "POST",
    headers: { authorization: "Bearer sk-test", ...headers },
    ...(body === undefined ? {} : { body, duplex: "half" }),
    ...(signal === undefined ? {} : { signal }),
  });
}

/** The response's status and JSON. */
export async function post(server: UploadsServer, path: string, posted?: Posted): Promise<Answer> {
  return read(await server.fetch(request(path, posted)));
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export async function read(response: Response): Promise<Answer> {
  return { status: response.status, body: await response.json() };
}

export function postJson(server: UploadsServer, path: string, body: unknown): Promise<Answer> {
  return post(server, path, {
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });
}

export function postPart(server: UploadsServer, uploadId: string, body: BodyInit): Promise<Answer> {
  const headers = { "content-type": "multipart/form-data; boundary=xyz" };
  return post(server, `/uploads/${uploadId}/parts`, { body, headers });
}

export const createBody = {
  filename: "a.jsonl",
  purpose: "fine-tune",
  bytes: 11,
  mime_type: "text/jsonl",
};

/** A server with one pending Upload of 11 bytes, upload_000001. */
export async function serverWithUpload(
  options?: Parameters<typeof createUploadsServer>[0],
  body: object = createBody,
): Promise<UploadsServer> {
  const server = createUploadsServer(options);
  await postJson(server, "/uploads", body);
  return server;
}
