/** As much of a body's text as was wanted and came. */
export interface BodyText {
  readonly text: string;
  /** Whether there is more than was wanted. */
  readonly isLonger: boolean;
}

/**
 * Reads a body of up to `limit` bytes. Of a longer one, the rest is left unread, and the text is that of the first
 * `excerpt` bytes. Throws what the body fails with; where `onStop` is given, it ends there instead, or as soon as what
 * that gets is called.
 */
export async function readText(
  response: Response,
  limit: number,
  excerpt: number,
  onStop?: (stop: () => void) => void,
): Promise<BodyText> {
  const { body } = response;
  // There is none, or it is whatwg-fetch's, which knows no streams.
  if (!body) {
    const text = await response.text();
    const isLonger = !(text.length <= limit);
    return { text: isLonger ? text.slice(0, excerpt) : text, isLonger };
  }
  const reader = body.getReader();
  const stop = () => void reader.cancel().catch(() => undefined);
  onStop?.(stop);
  let bytes = new Uint8Array();
  let size = 0;
  try {
    for (let value; (value = (await reader.read()).value);) {
      bytes = append(bytes, size, value, limit);
      if (!((size += value.length) <= limit)) break;
    }
  } catch (error) {
    if (!onStop) throw error;
  }
  const isLonger = !(size <= limit);
  if (isLonger) stop();
  const text = await new Response(bytes.subarray(0, isLonger ? excerpt : size)).text();
  return { text, isLonger };
}

/** `size` bytes and what has come after them, as far as the limit allows, with room for more. */
function append(
  bytes: Uint8Array<ArrayBuffer>,
  size: number,
  more: Uint8Array<ArrayBuffer>,
  limit: number,
): Uint8Array<ArrayBuffer> {
  // Most bodies come in one piece, which needs no copy.
  if (size === 0) return more;
  const added = more.subarray(0, limit - size);
  // Kept as they came, pieces of one byte would take a hundred times as much.
  let room = bytes;
  if (size + added.length > bytes.length) {
    room = new Uint8Array(Math.max(size + added.length, Math.min(size * 2, limit)));
    room.set(bytes.subarray(0, size));
  }
  room.set(added, size);
  return room;
}
