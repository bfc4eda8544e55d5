import { parseJson } from "./json-text.ts";
import { unwrapByType, unwrapStream, type Outcome } from "./unwrap.ts";

/** A server-sent event, with the fields that it has. https://html.spec.whatwg.org/multipage/server-sent-events.html */
interface ServerSentEvent {
  data: string;
  event?: string;
  id?: string;
  retry?: number;
}

/** How many characters one item may have. */
const maxItem = 2 ** 24;

/**
 * Like `unwrapByType`, for responses that may be a sequence of items: server-sent events, JSON lines or JSON text
 * sequences (RFC 7464). They are read as they arrive; leaving the loop ends the request. Throws an Error for an item that
 * can't be parsed, and when the connection breaks.
 *
 * @param only The only media type that the document has, for responses that don't state theirs.
 */
export async function unwrapItems<T>(call: Promise<Outcome<unknown>>, only = ""): Promise<T> {
  const { response } = await call;
  const type = response.headers.get("content-type") ?? "";
  const isStated = type && !/^(text\/plain|application\/octet-stream)/i.test(type);
  const format = formatOf(isStated ? type : only);
  const mayBeItems = only || (format && response.body);
  if (!response.ok || !mayBeItems) return unwrapByType<T>(call);
  if (!format) throw new Error(`the response must be ${only}, got ${type}`);
  return itemsOf(await unwrapStream(call as Parameters<typeof unwrapStream>[0]), format) as T;
}

/** Yields the complete items of a text, and returns the rest, which more text may complete. */
type Read = (text: string, isWhole: boolean) => Generator<unknown, string>;

interface Format {
  readonly read: Read;
  /** Matches where an item may end, with at most `maxEnd` characters. */
  readonly end: RegExp;
}

const maxEnd = 4;
const emptyLine = /(?:\r\n|\n|\r(?!\n)){2}/;
const events: Format = { read: readEvents, end: emptyLine };
const sequence: Format = { read: readSequence, end: /\x1e|\s$/ };
const lines: Format = { read: readLines, end: /\n/ };

function formatOf(type: string): Format | undefined {
  if (/^text\/event-stream/i.test(type)) return events;
  if (/[/+]json-seq *(;|$)/i.test(type)) return sequence;
  return /^application\/(x-)?(jsonl|ndjson|jsonlines) *(;|$)/i.test(type) ? lines : undefined;
}

async function* itemsOf(stream: ReadableStream<Uint8Array>, { read, end }: Format): AsyncGenerator {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let latest = "";
  try {
    for (let isDone = false; !isDone;) {
      const { done, value } = await reader.read();
      isDone = done;
      const more = decoder.decode(value, { stream: !done });
      text += more;
      // Searching a long item from its beginning for each chunk would take quadratic time.
      latest = latest.slice(-maxEnd) + more;
      if (done || end.test(latest)) text = yield* read(text, done);
      if (text.length > maxItem) throw new Error(`an item has more than ${maxItem} characters`);
    }
  } finally {
    // Ends the request of a caller who leaves the loop early.
    await reader.cancel().catch(() => undefined);
  }
}

function* readLines(text: string, isWhole: boolean): ReturnType<Read> {
  const lines = text.split("\n");
  const rest = isWhole ? "" : (lines.pop() ?? "");
  for (const line of lines) if (line.trim()) yield valueOf(line);
  return rest;
}

/** Each text begins with a record separator, and ends with a line feed, after which it need not be waited for. */
function* readSequence(text: string, isWhole: boolean): ReturnType<Read> {
  const texts = text.split("\x1e");
  const last = texts.pop() ?? "";
  for (const item of texts) if (item.trim()) yield valueOf(item);
  if (!last.trim()) return "";
  // A number that ends without one may be the beginning of another.
  if (isWhole && !/[\s}\]"]$/.test(last)) throw unreadable();
  const value = isWhole ? valueOf(last) : /\s$/.test(last) ? parseJson(last) : undefined;
  if (value === undefined) return last;
  yield value;
  return "";
}

function valueOf(text: string): unknown {
  const value = parseJson(text);
  if (value === undefined) throw unreadable();
  return value;
}

function unreadable(): Error {
  return new Error("an item of the response is not JSON, or was cut off");
}

/** What follows the last empty line is not an event: the standard says to drop it. */
function* readEvents(text: string): ReturnType<Read> {
  // A carriage return at the end may be half of a line's end: the other half then looks like an empty line.
  const blocks = text.split(emptyLine);
  const rest = blocks.pop() ?? "";
  for (const block of blocks) {
    const event = eventOf(block);
    if (event) yield event;
  }
  return rest;
}

/** Undefined for what has no data, such as a comment that keeps the connection open. */
function eventOf(block: string): ServerSentEvent | undefined {
  const data: string[] = [];
  const event: Omit<ServerSentEvent, "data"> = {};
  for (const line of block.split(/\r\n|\n|\r/)) {
    const [, field, value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === "data") data.push(value);
    if (field === "event") event.event = value;
    if (field === "id" && !value.includes("\0")) event.id = value;
    if (field === "retry" && /^\d+$/.test(value)) event.retry = Number(value);
  }
  return data.length > 0 ? { data: data.join("\n"), ...event } : undefined;
}
