import fc from "fast-check";
import type { Fault } from "../../generated/src/runtime/uploads/testing/index.ts";

/** How a source changes under way. "replace" is a rename over it: an open file goes on giving the old bytes. */
export type Change = "same-size" | "append" | "truncate" | "replace";

/** What happens at a time of the virtual clock, in milliseconds since the beginning. */
export type Event = { readonly at: number } & (
  { readonly kind: "abort" | "crash" } | { readonly kind: "change"; readonly change: Change }
);

/** One run: a source, the options of `uploadFile`, and everything that goes wrong. */
export interface Scenario {
  /** Bytes. */
  readonly size: number;
  readonly partSize: number;
  /** Bytes that the source gives at a time. */
  readonly chunkSize: number;
  /** A stream comes once; a file can be read again, and resumed. */
  readonly source: "file" | "stream";
  readonly concurrency: number;
  readonly md5: boolean;
  /** What the checkpoints are kept in: objects, or text as many stores have it. */
  readonly checkpoint: "none" | "objects" | "text";
  readonly maxRetries: number;
  /** By the number of the request, counted from 0. */
  readonly faults: readonly (Fault | undefined)[];
  readonly events: readonly Event[];
  /** Milliseconds that requests and reads take, one after the other, from the start again at the end. */
  readonly delays: readonly number[];
}

const afterBytes = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 400 }),
  fc.constant(Number.POSITIVE_INFINITY),
);
const status = fc.constantFrom(408, 409, 429, 500, 503);
const retryAfter = fc.record({
  form: fc.constantFrom("seconds" as const, "date" as const, "milliseconds" as const),
  milliseconds: fc.integer({ min: 0, max: 3000 }),
});

const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ kind: fc.constantFrom("reset" as const, "stall" as const), afterBytes }),
  fc.record({
    kind: fc.constant("slow" as const),
    milliseconds: fc.integer({ min: 1, max: 3000 }),
  }),
  fc.record(
    { kind: fc.constant("status" as const), status, retryAfter },
    { requiredKeys: ["kind", "status"] },
  ),
  fc.record({ kind: fc.constant("html" as const), status }),
  fc.record({ kind: fc.constantFrom("answer-lost" as const, "truncated" as const) }),
  fc.record({ kind: fc.constantFrom("created" as const) }),
  {
    arbitrary: fc.record({ kind: fc.constantFrom("expired" as const, "cancelled" as const) }),
    weight: 1,
  },
);

const at = fc.integer({ min: 0, max: 1500 });
const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ at, kind: fc.constantFrom("abort" as const, "crash" as const, "crash" as const) }),
  fc.record({
    at,
    kind: fc.constant("change" as const),
    change: fc.constantFrom(
      "same-size" as const,
      "append" as const,
      "truncate" as const,
      "replace" as const,
    ),
  }),
);

/** Mostly possible; now and then what has to be refused. */
const size = fc.oneof(
  { arbitrary: fc.integer({ min: 1, max: 900 }), weight: 30 },
  { arbitrary: fc.constantFrom(0, 2 ** 33 + 1), weight: 1 },
);
const partSize = fc.oneof(
  { arbitrary: fc.integer({ min: 40, max: 400 }), weight: 30 },
  { arbitrary: fc.constantFrom(0, 0.5, 2 ** 26 + 1), weight: 1 },
);

export const scenarios: fc.Arbitrary<Scenario> = fc.record({
  size,
  partSize,
  chunkSize: fc.integer({ min: 16, max: 200 }),
  source: fc.constantFrom("file" as const, "file" as const, "file" as const, "stream" as const),
  concurrency: fc.integer({ min: 1, max: 5 }),
  md5: fc.boolean(),
  checkpoint: fc.constantFrom("none" as const, "objects" as const, "text" as const),
  maxRetries: fc.integer({ min: 0, max: 3 }),
  faults: fc.array(fc.option(fault, { nil: undefined, freq: 2 }), { maxLength: 24 }),
  events: fc.array(event, { maxLength: 3 }),
  delays: fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 5 }),
});
