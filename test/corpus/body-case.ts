import type { Recorded } from "./recorder.ts";

/** A call of a client generated from a real document, and the request that has to come of it. */
export interface BodyCase {
  readonly document: string;
  readonly call: string;
  readonly want: Recorded;
}

/** What `bytes` of the caller is, in hex. */
export const bytes = "00ff0d0a2d2d800a";
export const multipart = "multipart/form-data";
export const form = "application/x-www-form-urlencoded";
export const text = "text/plain";
export const binary = "application/octet-stream";
