// Hand-written. Copied from generator/runtime/uploads/testing/delimiter-search.ts; edit it there.
import { TextEncoder } from "node:util";
import type { Chunk } from "./read-body.ts";

const CR = 13;

/** What one step of a search found. */
export interface SearchStep {
  /** Content, in order: up to two non-empty pieces. */
  readonly content: readonly Chunk[];
  /** The delimiter ends just before `next`. If false, the chunk is used up. */
  readonly found: boolean;
  /** Where in the chunk to go on. */
  readonly next: number;
}

/** Finds `CR LF -- boundary` in a stream of chunks, wherever the chunks are split. */
export class DelimiterSearch {
  readonly #delimiter: Chunk;
  /** How many bytes of the delimiter the input so far ends with: they are held back. */
  #matched = 2;
  /** How many of those were never received: content begins at a line's start, as if CR LF had come before it. */
  #assumed = 2;

  constructor(boundary: string) {
    this.#delimiter = new TextEncoder().encode(`\r\n--${boundary}`);
  }

  /** Searches a chunk from an index on. After a find, the next step begins new content. */
  step(chunk: Chunk, from: number): SearchStep {
    const matchedBefore = this.#matched;
    const next = this.#match(chunk, from);
    const contentEnd = next - this.#matched;
    const content: Chunk[] = [];
    if (contentEnd > from - matchedBefore) {
      content.push(this.#delimiter.subarray(this.#assumed, matchedBefore));
      this.#assumed = 0;
    }
    if (contentEnd > from) content.push(chunk.subarray(from, contentEnd));
    const found = this.#matched === this.#delimiter.length;
    if (found) this.#matched = this.#assumed = 2;
    return { content: content.filter((piece) => piece.length > 0), found, next };
  }

  /**
   * Goes on with a match, or looks for a new one, up to the delimiter's or the chunk's end. CR is the
   * delimiter's first byte and occurs nowhere else in it, so after a failed match the next one can't begin
   * before the byte that failed, and jumping from CR to CR is enough.
   */
  #match(chunk: Chunk, from: number): number {
    const delimiter = this.#delimiter;
    let at = from;
    let matched = this.#matched;
    for (;;) {
      while (matched < delimiter.length && at < chunk.length && chunk[at] === delimiter[matched]) {
        at += 1;
        matched += 1;
      }
      if (matched === delimiter.length || at === chunk.length) break;
      matched = 0;
      if (chunk[at] === CR) continue;
      const next = chunk.indexOf(CR, at);
      at = next === -1 ? chunk.length : next;
    }
    this.#matched = matched;
    return at;
  }
}
