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
  "checkpoint.complete",
  "onProgress",
  "onRestart",
  "apiKey",
] as const;
export type Hook = (typeof hooks)[number];

export const ways = [
  "throws",
  /** After a while; with no time to wait, at once. */
  "rejects",
  /** Until the user aborts, and for ever. */
  "hangs",
  /** Does what it should, after a while. */
  "is late",
  /** The user aborts in the middle of that while. */
  "is too late",
  /** Does what it should, but never says so. */
  "works and hangs",
  /** Hangs until the upload has settled, and rejects then. */
  "rejects afterwards",
] as const;
export type Way = (typeof ways)[number];

/** What it throws or rejects with: some of it looks like what the uploader, or the server, would say. */
export const errors = [
  "an Error",
  "a TypeError",
  "text",
  "nothing",
  "a 404",
  "another upload's",
] as const;
export type ErrorKind = (typeof errors)[number];

/** What the caller's own code does wrong. */
export interface Misbehaviour {
  readonly hook: Hook;
  /** From which life on, counted from 0. */
  readonly life: number;
  /** Which call of the hook it is in that life, counted from 1. */
  readonly call: number;
  readonly way: Way;
  /** Whether all later calls are the same. */
  readonly lasting: boolean;
  /** Milliseconds until it settles after all; after which the user aborts, where it hangs. */
  readonly after: number;
  readonly error: ErrorKind;
}

const misbehaviour: fc.Arbitrary<Misbehaviour> = fc.record({
  // What is called all the time has more ways to come at a bad one.
  hook: fc.constantFrom(...hooks, "apiKey", "checkpoint.set"),
  life: fc.constantFrom(0, 0, 1),
  call: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 8 })),
  way: fc.oneof(fc.constantFrom(...ways.slice(0, 2)), fc.constantFrom(...ways.slice(2))),
  lasting: fc.boolean(),
  after: fc.oneof(
    fc.constant(0),
    fc.integer({ max: 300, min: 1 }),
    fc.integer({ max: 5000, min: 1 }),
  ),
  error: fc.oneof(
    { arbitrary: fc.constant(errors[0]), weight: 2 },
    { arbitrary: fc.constant<ErrorKind>("a 404"), weight: 1 },
    { arbitrary: fc.constantFrom(...errors), weight: 1 },
  ),
});

/** What a source gives for a range: a "range" is read anew by each attempt, as a Blob is; "sized" is a stream and its size. */
export const forms = ["range", "bytes", "web stream", "generator", "sized"] as const;

/** How the caller's own code is. */
export interface CallerCode {
  readonly form: (typeof forms)[number];
  /** Whether it gives promises where it may. */
  readonly isAsync: boolean;
  /** Where there is a md5: who makes it. */
  readonly hashedBy: "a hash" | "the source";
  readonly misbehaviours: readonly Misbehaviour[];
}

/** Mostly as it should be. */
export const callerCode: fc.Arbitrary<CallerCode> = fc.oneof(
  { withCrossShrink: true },
  {
    arbitrary: fc.constant<CallerCode>({
      form: "range",
      isAsync: false,
      hashedBy: "a hash",
      misbehaviours: [],
    }),
    weight: 5,
  },
  {
    arbitrary: fc.record({
      form: fc.constantFrom(...forms),
      isAsync: fc.boolean(),
      hashedBy: fc.constantFrom("a hash" as const, "a hash" as const, "the source" as const),
      misbehaviours: fc.array(misbehaviour, { maxLength: 2 }),
    }),
    weight: 4,
  },
);
