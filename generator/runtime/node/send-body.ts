import type { ClientRequest } from "node:http";
import type { TransportRequest } from "../transport.ts";
import { chunkSize, FileRange, reuse } from "./file-range.ts";

/**
 * Writes the body: while a chunk is being written, the next is read, and written before the connection runs dry. Stops
 * when the connection fails or the body is refused.
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
  // Chunks of a stream that was handed in may be in use elsewhere.
  const isOurs = body?.segments.every((it) => ArrayBuffer.isView(it) || it instanceof FileRange);
  const giveBack = isOurs ? reuse : () => undefined;
  let before: Promise<unknown> = Promise.resolve();
  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.length; at += chunkSize) {
      // The refusal may have come while the source was thinking.
      if (await Promise.race([refused, Promise.resolve()])) {
        giveBack(chunk);
        return;
      }
      const written = Promise.race([closed, write(outgoing, chunk.subarray(at, at + chunkSize))]);
      // After an error, too: attempts that fail would each leave memory behind.
      void written.then(() => giveBack(chunk));
      if (await Promise.race([refused, before])) return;
      before = written;
    }
  }
  outgoing.end();
}

/** Resolves when the connection has taken the bytes, with an error if it hasn't. */
function write(outgoing: ClientRequest, bytes: Uint8Array): Promise<Error | null | undefined> {
  return new Promise((resolve) => outgoing.write(bytes, resolve));
}
