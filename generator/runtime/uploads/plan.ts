import { invalid, numberOrKind } from "../body.ts";
import { UploadError } from "./upload-error.ts";

/** The largest part in bytes that the API accepts: 64 MB, which the official Python client interprets as 64 MiB. */
export const MAX_PART_SIZE = 64 * 2 ** 20;

/** The largest Upload in bytes that the API accepts: 8 GB, interpreted as 8 GiB likewise. */
export const MAX_UPLOAD_SIZE = 8 * 2 ** 30;

/** One part of a file: the bytes from `start` up to `end`. */
export interface PartRange {
  /** Counted from 0. */
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Divides a file into parts of one size, except for the last, which may be smaller. Throws an UploadError for a file that
 * is empty or too large, a TypeError for an invalid part size.
 */
export function planParts(size: number, partSize: number): PartRange[] {
  if (!(Number.isInteger(partSize) && partSize > 0 && partSize <= MAX_PART_SIZE)) {
    throw invalid(
      "partSize",
      numberOrKind(partSize),
      `a whole number of bytes up to ${MAX_PART_SIZE}`,
    );
  }
  if (!(Number.isInteger(size) && size >= 0))
    throw invalid("source.size", numberOrKind(size), "a whole number of bytes");
  if (size === 0) throw new UploadError("empty", "source is empty; it must have at least 1 byte");
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
