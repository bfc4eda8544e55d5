// Hand-written. Copied from generator/runtime/node/send-body.ts; edit it there.
import type { ClientRequest } from "node:http";
import type { TransportRequest } from "../transport.ts";
import { FileRange, isChunk, reuse } from "./file-range.ts";

/**
 * Writes the body, a chunk at a time: the connection has enough in its own buffer while the next is read. Stops when
 * the connection fails or the body is refused.
 */
export async function sendBody(
  outgoing: ClientRequest,
  { body, bytes }: TransportRequest,
): Promise<void> {
  // Node forgets the callbacks of what is written when the connection is gone.
  const closed = new Promise<unknown>((resolve) => outgoing.on("close", () => resolve(true)));
  const refused = new Promise<unknown>((resolve) => {
    outgoing.on("response", ({ statusCode = 0 }) => {
      if (statusCode >= 300) resolve(true);
    });
  });
  // Chunks that were handed in, or come from a stream that was, may be in use elsewhere.
  const isOurs = body?.segments.every((it) =>
    ArrayBuffer.isView(it) ? !isChunk(it) : it instanceof FileRange,
  );
  for await (const chunk of bytes) {
    // The refusal may have come while the source was thinking.
    const isRefused = await Promise.race([refused, Promise.resolve()]);
    const written = isRefused ? refused : Promise.race([closed, write(outgoing, chunk)]);
    const isOver = Boolean(await Promise.race([refused, written]));
    // Attempts that fail would each leave memory behind, too. And whoever ends the bytes ends their `stallTimeout`, while
    // the rest of a refusal may never come.
    if (isOver) await closed;
    if (isOurs) reuse(chunk, isOver);
    if (isOver) return;
  }
  outgoing.end();
}

/** Resolves when the connection has taken the bytes, with an error if it hasn't. */
function write(outgoing: ClientRequest, bytes: Uint8Array): Promise<Error | null | undefined> {
  return new Promise((resolve) => outgoing.write(bytes, resolve));
}
