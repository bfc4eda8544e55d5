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
  // With its head, in one piece.
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
  // Node forgets the callbacks of what is written when the connection is gone.
  void closed.then(stop);
  outgoing.on("response", ({ statusCode = 0 }) => {
    if (statusCode >= 300) stop();
  });
  for await (const chunk of bytes) {
    // The refusal may have come while the source was thinking.
    if (!sending.isOver) {
      await new Promise<void>((resolve) => {
        sending.goOn = resolve;
        outgoing.write(chunk, (error) => (error ? stop() : resolve()));
      });
    }
    // Attempts that fail would each leave memory behind, too. And whoever ends the bytes ends their `stallTimeout`, while
    // the rest of a refusal may never come.
    const { isOver } = sending;
    if (isOver) await closed;
    if (keepsNothing(outgoing.socket)) bytes.giveBack?.();
    if (isOver) return;
  }
  outgoing.end();
}
