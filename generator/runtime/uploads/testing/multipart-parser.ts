import { TextDecoder } from "node:util";
import { DelimiterSearch } from "./delimiter-search.ts";
import { invalidMultipart, type Refusal } from "./errors.ts";
import { parseField, type MultipartField } from "./multipart-field.ts";
import type { Chunk } from "./read-body.ts";

/** A field's head, followed by its content in any number of non-empty chunks. */
export type MultipartEvent =
  | { readonly type: "field"; readonly field: MultipartField }
  | { readonly type: "content"; readonly chunk: Chunk };

type State = "preamble" | "delimiter line" | "headers" | "content" | "epilogue";

const LF = 10;
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const maxHeaderBytes = 16 * 1024;
const maxHeaderLines = 32;

/**
 * Reads `multipart/form-data` (RFC 7578, RFC 2046) as it arrives. Content is handed on as views of the
 * chunks that came in; only an unfinished line or delimiter is held back.
 *
 * Strict on purpose: a truncated or malformed body is an error, never a shorter form.
 *
 * @param boundary without the leading dashes.
 * @throws Refusal (status 400) that says what is wrong at which byte.
 */
export async function* parseMultipart(
  chunks: AsyncIterable<Chunk>,
  boundary: string,
): AsyncGenerator<MultipartEvent, void, undefined> {
  const parser = new MultipartParser(boundary);
  for await (const chunk of chunks) yield* parser.push(chunk);
  parser.end();
}

class MultipartParser {
  readonly #search: DelimiterSearch;
  #state: State = "preamble";
  /** The bytes of a line that has not ended yet. */
  #line: number[] = [];
  #headerLines: string[] = [];
  #headerBytes = 0;
  /** How many bytes of the body came before the chunk at hand. */
  #offset = 0;

  constructor(boundary: string) {
    this.#search = new DelimiterSearch(boundary);
  }

  *push(chunk: Chunk): Generator<MultipartEvent, void, undefined> {
    for (let at = 0; at < chunk.length && this.#state !== "epilogue";) {
      const inContent = this.#state === "content" || this.#state === "preamble";
      at = yield* inContent ? this.#readContent(chunk, at) : this.#readLine(chunk, at);
    }
    this.#offset += chunk.length;
  }

  end(): void {
    if (this.#state === "epilogue") return;
    // The line of the closing delimiter needs no end when nothing follows it.
    if (this.#state === "delimiter line" && isClosing(this.#takeLine())) return;
    throw invalidMultipart(
      `The multipart body ends after ${this.#offset} bytes without its closing delimiter: it was cut off.`,
    );
  }

  *#readContent(chunk: Chunk, from: number): Generator<MultipartEvent, number, undefined> {
    const { content, found, next } = this.#search.step(chunk, from);
    if (this.#state === "content") {
      for (const piece of content) yield { type: "content", chunk: piece };
    }
    if (found) this.#state = "delimiter line";
    return next;
  }

  *#readLine(chunk: Chunk, from: number): Generator<MultipartEvent, number, undefined> {
    const lineFeed = chunk.indexOf(LF, from);
    const end = lineFeed === -1 ? chunk.length : lineFeed + 1;
    this.#headerBytes += end - from;
    if (this.#headerBytes > maxHeaderBytes) {
      throw this.#malformed(from, `a field's headers are longer than ${maxHeaderBytes} bytes`);
    }
    this.#line.push(...chunk.subarray(from, end));
    if (lineFeed !== -1) yield* this.#endLine(lineFeed);
    return end;
  }

  *#endLine(at: number): Generator<MultipartEvent, void, undefined> {
    const line = this.#takeLine();
    if (line === undefined || !/^[^\r\n]*\r\n$/.test(line)) {
      throw this.#malformed(at, "a line is not UTF-8 ended by CR LF");
    }
    const text = line.slice(0, -2);
    if (this.#state === "delimiter line") this.#endDelimiterLine(text, at);
    else if (text !== "") this.#addHeader(text, at);
    else yield this.#startContent();
  }

  #endDelimiterLine(text: string, at: number): void {
    if (isClosing(text)) this.#state = "epilogue";
    else if (/^[ \t]*$/.test(text)) this.#state = "headers";
    else throw this.#malformed(at, `a delimiter is followed by ${JSON.stringify(text)}`);
  }

  #addHeader(text: string, at: number): void {
    this.#headerLines.push(text);
    if (this.#headerLines.length > maxHeaderLines) {
      throw this.#malformed(at, `a field has more than ${maxHeaderLines} headers`);
    }
  }

  #startContent(): MultipartEvent {
    const field = parseField(this.#headerLines);
    this.#headerLines = [];
    this.#headerBytes = 0;
    this.#state = "content";
    return { type: "field", field };
  }

  /** The line's text with its end, or undefined if it is not UTF-8. */
  #takeLine(): string | undefined {
    const bytes = Uint8Array.from(this.#line);
    this.#line = [];
    try {
      return utf8.decode(bytes);
    } catch {
      return undefined;
    }
  }

  #malformed(at: number, problem: string): Refusal {
    return invalidMultipart(
      `The multipart body is malformed at byte ${this.#offset + at}: ${problem}.`,
    );
  }
}

/** RFC 2046 allows blanks between a delimiter and the end of its line. */
function isClosing(text: string | undefined): boolean {
  return text !== undefined && /^--[ \t]*$/.test(text);
}
