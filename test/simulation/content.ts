import type { Change } from "./scenario.ts";

export type Content = Uint8Array<ArrayBuffer>;

/** Bytes in which no stretch looks like another. */
export function contentOf(size: number, version: number): Content {
  const content = new Uint8Array(size);
  let state = version + 1;
  for (let at = 0; at < size; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    content[at] = state >>> 24;
  }
  return content;
}

export function changed(content: Content, change: Change, version: number): Content {
  if (change === "append") return Uint8Array.of(...content, 1);
  if (change === "truncate") return content.slice(0, content.length >> 1);
  return contentOf(content.length, version);
}
