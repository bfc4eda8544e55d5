import { unlessAborted, Ending } from "./abort.ts";
import { joined } from "./body.ts";
import { readerOf, type Reply } from "./response.ts";

/** The text of a body, or its start. */
export interface BodyText {
  readonly text: string;
  /** Whether it is only the start. */
  readonly isCut: boolean;
  /** The error the body failed with. */
  readonly error?: unknown;
}

/** How a body is read. */
export interface Reading {
  /** Bytes. The rest of a longer body is left unread. */
  readonly limit: number;
  /** Bytes to which the text of a longer body is cut. */
  readonly excerpt: number;
  /** Cancels the body; at the end of the attempt at the latest. */
  readonly ending: Ending;
  /** Receives a function that stops reading. */
  readonly onStop?: ((stop: () => void) => void) | undefined;
}

/**
 * Reads a body. Throws the body's error. With `onStop` it returns what has arrived instead, also when the function that
 * `onStop` receives is called.
 */
export async function readText(reply: Reply, reading: Reading): Promise<BodyText> {
  const { body } = reply;
  const { limit, excerpt, ending, onStop } = reading;
  // No body, or a response of whatwg-fetch, which doesn't support streams.
  if (!body) {
    const text = (await reply.text?.()) ?? "";
    const isCut = !(text.length <= limit);
    return { text: isCut ? text.slice(0, excerpt) : text, isCut };
  }
  const stopped = new Ending();
  onStop?.(() => stopped.abort());
  const blocks: Bytes[] = [];
  const chunks: Bytes[] = [];
  let size = 0;
  let failure: unknown;
  const read = async () => {
    const reader = readerOf(body, ending);
    for (let value; (value = (await reader.next()).value);) {
      chunks.push((value as Bytes).subarray(0, limit - size));
      if (!((size += value.length) <= limit)) break;
      // Single bytes as separate chunks would take a hundred times the memory.
      if (chunks.length > 500) blocks.push(joined(chunks.splice(0)));
    }
  };
  try {
    await unlessAborted(stopped, read);
  } catch (error) {
    if (!onStop) throw error;
    stopped.abort();
    failure = error;
  }
  const isLonger = !(size <= limit);
  const bytes = joined([...blocks, ...chunks], isLonger ? excerpt : size);
  return { text: await decode(bytes), isCut: isLonger || stopped.aborted, error: failure };
}

function decode(bytes: Bytes): string | Promise<string> {
  // Missing in older versions of React Native.
  return "TextDecoder" in globalThis ? new TextDecoder().decode(bytes) : new Response(bytes).text();
}

type Bytes = Uint8Array<ArrayBuffer>;
