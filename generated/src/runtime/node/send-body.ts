// Hand-written. Copied from generator/runtime/node/send-body.ts; edit it there.
import type { ClientRequest } from "node:http";
import { isSmall, joined } from "../body.ts";
import type { ExchangeRequest } from "../transport.ts";
import { keepsNothing } from "./socket.ts";

/**
 * Writes the body, a chunk at a time: the connection has enough in its own buffer while the next is read. Stops when
 * the connection fails or the body is refused.
 */
export async function sendBody(
  outgoing: ClientRequest,
  { body, bytes }: ExchangeRequest,
): Promise<void> {
  // In one piece with the head of the request.
  if (isSmall(body?.segments ?? [])) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of bytes) chunks.push(chunk);
    outgoing.end(joined(chunks));
    return;
  }
  const sending = { isOver: false, goOn: () => {} };
  const stop = () => {
    sending.isOver = true;
    sending.goOn();
  };
  const closed = new Promise<void>((resolve) => outgoing.on("close", resolve));
  // Node never calls the callbacks of pending writes when the connection is gone.
  void closed.then(stop);
  outgoing.on("response", ({ statusCode = 0 }) => {
    if (statusCode >= 300) stop();
  });
  for await (const chunk of bytes) {
    // The refusal may have come while the source was being read.
    if (!sending.isOver) {
      await new Promise<void>((resolve) => {
        sending.goOn = resolve;
        outgoing.write(chunk, (error) => (error ? stop() : resolve()));
      });
    }
    // The memory has to be given back after a refusal too, or each failed attempt would leave some behind. And the bytes must
    // not end before the connection does: `stallTimeout` would end with them, while the rest of a refusal may never come.
    const { isOver } = sending;
    if (isOver) await closed;
    if (keepsNothing(outgoing.socket)) bytes.giveBack?.();
    if (isOver) return;
  }
  outgoing.end();
}
