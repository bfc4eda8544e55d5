// Hand-written. Copied from generator/runtime/read-text.ts; edit it there.
/** The text of a body, or its start. */
export interface BodyText {
  readonly text: string;
  /** Whether it is only the start. */
  readonly isCut: boolean;
  /** The error the body failed with. */
  readonly error?: unknown;
}

/**
 * Reads a body of up to `limit` bytes. The rest of a longer one is left unread, and its text is cut to `excerpt` bytes.
 * Throws the body's error. With `onStop` it returns what has arrived instead, also when the function that `onStop`
 * receives is called.
 */
export async function readText(
  response: Response,
  limit: number,
  excerpt: number,
  onStop?: (stop: () => void) => void,
): Promise<BodyText> {
  const { body } = response;
  // No body, or a response of whatwg-fetch, which doesn't support streams.
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
      // Single bytes as separate pieces would take a hundred times the memory.
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

/** Joins them, up to `most` bytes. */
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
