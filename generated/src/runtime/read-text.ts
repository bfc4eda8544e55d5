// Hand-written. Copied from generator/runtime/read-text.ts; edit it there.
/** As much of a body's text as was wanted and came. */
export interface BodyText {
  readonly text: string;
  /** Whether it is only the start. */
  readonly isCut: boolean;
  /** What the body has failed with. */
  readonly error?: unknown;
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
    const isCut = !(text.length <= limit);
    return { text: isCut ? text.slice(0, excerpt) : text, isCut };
  }
  const reader = body.getReader();
  let isCut = false;
  const stop = () => {
    isCut = true;
    void reader.cancel().catch(() => undefined);
  };
  onStop?.(stop);
  const blocks: Bytes[] = [];
  const pieces: Bytes[] = [];
  let size = 0;
  let failure: unknown;
  try {
    for (let value; (value = (await reader.read()).value);) {
      pieces.push(value.subarray(0, limit - size));
      if (!((size += value.length) <= limit)) break;
      // Pieces of one byte would take a hundred times as much.
      if (pieces.length > 500) blocks.push(joined(pieces.splice(0)));
    }
  } catch (error) {
    if (!onStop) throw error;
    isCut = true;
    failure = error;
  }
  const isLonger = !(size <= limit);
  if (isLonger) stop();
  const bytes = joined([...blocks, ...pieces], isLonger ? excerpt : size);
  return { text: await new Response(bytes).text(), isCut, error: failure };
}

type Bytes = Uint8Array<ArrayBuffer>;

/** At most so many bytes of these. */
function joined(all: readonly Bytes[], most = Infinity): Bytes {
  const size = all.reduce((sum, { length }) => Math.min(sum + length, most), 0);
  const whole = new Uint8Array(size);
  let at = 0;
  for (const bytes of all) {
    const taken = bytes.subarray(0, size - at);
    whole.set(taken, at);
    at += taken.length;
  }
  return whole;
}
