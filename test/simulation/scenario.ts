import fc from "fast-check";
import type { Dialect, Fault } from "../../generated/src/runtime/uploads/testing/index.ts";
import { callerCode, type CallerCode } from "./caller-code.ts";

/** How a source changes under way. "replace" is a rename over it: an open file goes on giving the old bytes. */
export type Change = "same-size" | "append" | "truncate" | "replace";

/** What happens at a time of the virtual clock, in milliseconds since the beginning. */
export type Event = { readonly at: number } & (
  | { readonly kind: "abort" }
  /** The file may be another one before the process is started again. */
  | { readonly kind: "crash"; readonly change?: Change | undefined }
  | { readonly kind: "change"; readonly change: Change }
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
  /** Whether the store keeps completed Uploads. */
  readonly keepsCompleted: boolean;
  readonly maxRetries: number;
  /** By the number of the request, counted from 0. */
  readonly faults: readonly (Fault | undefined)[];
  readonly events: readonly Event[];
  /** Milliseconds that requests and reads take, one after the other, from the start again at the end. */
  readonly delays: readonly number[];
  readonly callerCode: CallerCode;
  /** In what the server is unlike the API. */
  readonly dialects: readonly Dialect[];
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

const passingFault: fc.Arbitrary<Fault> = fc.oneof(
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
  fc.record({
    kind: fc.constantFrom("response-lost" as const, "truncated" as const, "created" as const),
  }),
);
const finalFault = fc.record({
  kind: fc.constantFrom("expired" as const, "expired" as const, "cancelled" as const),
});
const fault = fc.oneof(
  { arbitrary: fc.constant(undefined), weight: 8 },
  { arbitrary: passingFault, weight: 5 },
  { arbitrary: finalFault, weight: 1 },
);

const at = fc.integer({ min: 1, max: 1500 });
const change = fc.constantFrom<Change>("same-size", "append", "truncate", "replace");
const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ at, kind: fc.constant("abort" as const) }),
  fc.record({ at, kind: fc.constant("change" as const), change }),
  {
    arbitrary: fc.record(
      { at, kind: fc.constant("crash" as const), change },
      { requiredKeys: ["at", "kind"] },
    ),
    weight: 3,
  },
);

/** Mostly possible; now and then what has to be refused. */
const size = fc.oneof(
  { arbitrary: fc.integer({ min: 1, max: 600 }), weight: 30 },
  { arbitrary: fc.constantFrom(0, 2 ** 33 + 1), weight: 1 },
);
const partSize = fc.oneof(
  { arbitrary: fc.integer({ min: 60, max: 300 }), weight: 30 },
  { arbitrary: fc.constantFrom(0, 0.5, 2 ** 26 + 1), weight: 1 },
);

/** How an Upload that has ended is told, or not, what becomes of an md5, and up to two of the others. */
const someDialects = fc
  .tuple(
    fc.constantFrom<(Dialect | undefined)[]>(
      undefined,
      "ended-is-404",
      "ended-is-410",
      "ended-is-409",
      "ended-is-vague",
    ),
    fc.constantFrom<(Dialect | undefined)[]>(
      undefined,
      undefined,
      undefined,
      "md5-is-ignored",
      "md5-is-refused",
    ),
    fc.subarray<Dialect>(
      ["completes-as-file", "ascending-part-ids", "counts-every-part", "refuses-what-is-beyond"],
      { maxLength: 2 },
    ),
  )
  .map(([ended, md5, others]) => [ended, md5, ...others].filter((it) => it !== undefined));
const dialects = fc.oneof(
  { arbitrary: fc.constant<Dialect[]>([]), weight: 2 },
  { arbitrary: someDialects, weight: 1 },
);

const anyScenario: fc.Arbitrary<Scenario> = fc.record({
  size,
  partSize,
  chunkSize: fc.integer({ min: 40, max: 300 }),
  source: fc.constantFrom("file" as const, "file" as const, "file" as const, "stream" as const),
  concurrency: fc.integer({ min: 1, max: 5 }),
  md5: fc.boolean(),
  checkpoint: fc.constantFrom("none" as const, "objects" as const, "text" as const),
  maxRetries: fc.integer({ min: 0, max: 3 }),
  faults: fc.array(fault, { maxLength: 16 }),
  events: fc.array(event, { maxLength: 3 }),
  delays: fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 5 }),
  callerCode,
  dialects,
  keepsCompleted: fc.boolean(),
});

/** A file that is too large is cut into few parts, should it come to that, and what misbehaves is used. */
export const scenarios = anyScenario.map((scenario) => ({
  ...scenario,
  ...(scenario.size > 1e6 && { partSize: 2 ** 26 }),
  ...neededBy(scenario),
}));

/** Those in which something misbehaves. */
export const misbehavingScenarios = scenarios.filter(
  ({ callerCode: { misbehaviours } }) => misbehaviours.length > 0,
);

function neededBy({ callerCode, events, checkpoint }: Scenario): Partial<Scenario> {
  const crashes = events.filter(({ kind }) => kind === "crash").length;
  const misbehaviours = callerCode.misbehaviours.map((it) => ({
    ...it,
    life: Math.min(it.life, crashes),
  }));
  const hooks = misbehaviours.map(({ hook }) => hook).join();
  const isResumed = misbehaviours.some(({ life }) => life > 0);
  const isStored = isResumed || /checkpoint/.test(hooks);
  return {
    callerCode: { ...callerCode, misbehaviours },
    ...(/md5|hash/.test(hooks) && { md5: true }),
    ...(/complete/.test(hooks) && { keepsCompleted: true }),
    ...(isStored && { source: "file", checkpoint: checkpoint === "none" ? "text" : checkpoint }),
    ...(isResumed && { events: events.map(withoutChange) }),
  };
}

/** A crash after which the file is the one that it was. */
function withoutChange(event: Event): Event {
  return event.kind === "crash" ? { kind: "crash", at: event.at } : event;
}
