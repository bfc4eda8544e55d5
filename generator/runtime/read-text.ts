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
  const blocks: Block[] = [];
  let size = 0;
  try {
    for (let value; (value = (await reader.read()).value);) {
      const room = limit - size;
      size += value.length;
      append(blocks, value.subarray(0, room));
      if (!(size <= limit)) break;
    }
  } catch (error) {
    if (!onStop) throw error;
  }
  const isLonger = !(size <= limit);
  if (isLonger) stop();
  const bytes = joined(blocks, isLonger ? excerpt : size);
  return { text: await new Response(bytes).text(), isLonger };
}

/** Bytes, of which the first `length` are in use. */
interface Block {
  bytes: Uint8Array<ArrayBuffer>;
  length: number;
}

/** Adds bytes: small ones to others, since pieces of one byte, kept as they came, would take a hundred times as much. */
function append(blocks: Block[], added: Uint8Array<ArrayBuffer>): void {
  const last = blocks.at(-1);
  if (last && last.length + added.length <= last.bytes.length) {
    last.bytes.set(added, last.length);
    last.length += added.length;
    return;
  }
  // Most bodies come in one piece. It needs no copy, as long ones don't.
  let bytes = added;
  if (last && added.length < 32_768) {
    bytes = new Uint8Array(65_536);
    bytes.set(added);
  }
  blocks.push({ bytes, length: added.length });
}

/** At most `size` bytes of blocks, as one. */
function joined([first, ...more]: readonly Block[], size: number): Uint8Array<ArrayBuffer> {
  if (!first) return new Uint8Array();
  const start = first.bytes.subarray(0, Math.min(first.length, size));
  if (more.length === 0) return start;
  const whole = new Uint8Array(size);
  whole.set(start);
  let at = start.length;
  for (const { bytes, length } of more) {
    whole.set(bytes.subarray(0, Math.min(length, size - at)), at);
    at = Math.min(at + length, size);
  }
  return whole;
}
