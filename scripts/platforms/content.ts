/** What is uploaded: the program makes it, and the server's side makes it again to compare. */

/** Bytes. */
export const partSize = 4 * 2 ** 20;

/** Bytes: four whole parts and a shorter one. */
export const contentSize = 5 * partSize - 12_345;

/** Numbers without a period that a part or a buffer could share. */
export function makeContent(): Uint8Array<ArrayBuffer> {
  const content = new Uint8Array(contentSize);
  let state = 0x9e37_79b9;
  for (let at = 0; at < contentSize; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    content[at] = state >>> 24;
  }
  return content;
}
