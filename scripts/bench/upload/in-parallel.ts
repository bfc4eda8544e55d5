import { partSize } from "./files.ts";

/** Sends each part of a file of `size` bytes, four at a time. */
export async function inParallel(
  size: number,
  sendPart: (start: number, end: number, lane: number) => Promise<unknown>,
): Promise<undefined> {
  let next = 0;
  await Promise.all(
    [0, 1, 2, 3].map(async (lane) => {
      while (next < size) {
        const start = next;
        next += partSize;
        await sendPart(start, Math.min(next, size), lane);
      }
    }),
  );
}
