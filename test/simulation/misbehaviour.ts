import fc from "fast-check";

/** What of the caller's own code an upload calls. */
export const hooks = [
  "source.fingerprint",
  "source.read",
  "stream.next",
  "stream.return",
  "source.release",
  "source.cancel",
  "source.md5",
  "md5",
  "hash.update",
  "hash.digest",
  "checkpoint.get",
  "checkpoint.set",
  "checkpoint.delete",
  "onProgress",
  "onRestart",
  "apiKey",
] as const;
export type Hook = (typeof hooks)[number];

export const ways = [
  "throws",
  /** After a while; with no time to wait, at once. */
  "rejects",
  "hangs",
  /** Does what it should, after a while. */
  "is late",
  /** Does what it should, but never says so. */
  "works and hangs",
  /** Hangs until the upload has settled, and rejects then. */
  "rejects afterwards",
] as const;
export type Way = (typeof ways)[number];

/** What it throws or rejects with: some of it looks like what the uploader, or the server, would say. */
export const errors = ["an Error", "a TypeError", "text", "nothing", "a 404", "another upload's"];
export type ErrorKind = (typeof errors)[number];

/** What the caller's own code does wrong. */
export interface Misbehaviour {
  readonly hook: Hook;
  /** Which call of the hook it is, counted from 1 over all lives. */
  readonly call: number;
  readonly way: Way;
  /** Whether all later calls are the same. */
  readonly lasting: boolean;
  /** Milliseconds until it settles after all; after which the user aborts, where it hangs. */
  readonly after: number;
  readonly error: ErrorKind;
}

const misbehaviour: fc.Arbitrary<Misbehaviour> = fc.record({
  hook: fc.constantFrom(...hooks),
  call: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 8 })),
  way: fc.constantFrom(...ways),
  lasting: fc.boolean(),
  after: fc.oneof(
    fc.constant(0),
    fc.integer({ max: 300, min: 1 }),
    fc.integer({ max: 5000, min: 1 }),
  ),
  error: fc.oneof(
    { arbitrary: fc.constant("an Error"), weight: 4 },
    { arbitrary: fc.constantFrom(...errors), weight: 1 },
  ),
});

/** Mostly none. */
export const misbehaviours = fc.oneof(
  { withCrossShrink: true },
  { arbitrary: fc.constant<readonly Misbehaviour[]>([]), weight: 2 },
  { arbitrary: fc.array(misbehaviour, { minLength: 1, maxLength: 2 }), weight: 1 },
);
