import { invalid } from "../body.ts";
import { UploadError } from "./upload-error.ts";

/** Bytes of the largest part the API takes: 64 MB, which the official Python client reads as this many. */
export const MAX_PART_SIZE = 64 * 2 ** 20;

/** Bytes of the largest Upload the API takes: 8 GB, read the same way. */
export const MAX_UPLOAD_SIZE = 8 * 2 ** 30;

/** One part of a file: the bytes from `start` up to `end`. */
export interface PartRange {
  /** Counted from 0. */
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts a file into parts of one size, the last one being what is left. Throws an UploadError for a file that is empty
 * or too large, a TypeError for a part size that can't be.
 */
export function planParts(size: number, partSize: number): PartRange[] {
  if (!(Number.isInteger(partSize) && partSize > 0 && partSize <= MAX_PART_SIZE)) {
    throw invalid("partSize", String(partSize), `a whole number of bytes up to ${MAX_PART_SIZE}`);
  }
  if (!(Number.isInteger(size) && size >= 0))
    throw invalid("source.size", `${typeof size} ${size}`, "a whole number of bytes");
  if (size === 0) throw new UploadError("empty", "source is empty");
  if (size > MAX_UPLOAD_SIZE) {
    const problem = `source has ${size} bytes; the API accepts at most ${MAX_UPLOAD_SIZE}`;
    throw new UploadError("too-large", problem);
  }
  const ranges: PartRange[] = [];
  for (let start = 0; start < size; start += partSize) {
    ranges.push({ index: ranges.length, start, end: Math.min(start + partSize, size) });
  }
  return ranges;
}
