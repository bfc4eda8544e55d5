// Hand-written. Copied from generator/runtime/uploads/testing/faults.ts; edit it there.
import type { Operation } from "./route.ts";

/**
 * What goes wrong with one request. `afterBytes` counts bytes of the body: 0 is before the body is read, and Infinity, or
 * more bytes than the body has, is after all of it.
 */
export type Fault =
  /** The connection breaks, and nothing is stored. */
  | { readonly kind: "reset"; readonly afterBytes: number }
  /** Reads no more and never responds: only an abort ends the request. */
  | { readonly kind: "stall"; readonly afterBytes: number }
  /** Starts to handle the request when this time has passed (`setTimeout`, so fake timers drive it). */
  | { readonly kind: "slow"; readonly milliseconds: number }
  /** The response is this status, such as 408, 409, 429, 500 or 503; the body is not read. */
  | {
      readonly kind: "status";
      readonly status: number;
      readonly retryAfter?: RetryAfter | undefined;
    }
  /** The response is a proxy's HTML page of this status; the body is not read. */
  | { readonly kind: "html"; readonly status: number }
  /** The operation is carried out, but the connection breaks before the response. */
  | { readonly kind: "response-lost" }
  /** The operation is carried out, but the second half of its response's JSON is missing. */
  | { readonly kind: "truncated" }
  /** The operation is carried out, and the status of a success is 201 instead of 200. */
  | { readonly kind: "created" }
  /** The Upload expires before the request is handled. Nothing for createUpload. */
  | { readonly kind: "expired" }
  /** Somebody else cancels the Upload before the request is handled. Nothing for createUpload. */
  | { readonly kind: "cancelled" };

/** How long to wait before the next attempt, and the header that says so. */
export interface RetryAfter {
  /** `Retry-After` in seconds (rounded up), `Retry-After` as an HTTP date (by the server's clock), or `retry-after-ms`. */
  readonly form: "seconds" | "date" | "milliseconds";
  /** Milliseconds to wait. */
  readonly milliseconds: number;
}

/** A request, as a fault schedule sees it before it is handled. */
export interface FaultRequest {
  /** Which request this is for the server, counted from 0. */
  readonly index: number;
  /** What is asked for. */
  readonly operation: Operation;
  /** The Upload's id; undefined for createUpload. */
  readonly uploadId: string | undefined;
}

/**
 * Says what goes wrong with a request; undefined for nothing. Called once for each request to an operation.
 *
 * @example
 * const losesOneResponse: FaultSchedule = ({ operation, index }) =>
 *   operation === "addUploadPart" && index === 1 ? { kind: "response-lost" } : undefined;
 */
export type FaultSchedule = (request: FaultRequest) => Fault | undefined;

/**
 * A schedule of all kinds of faults. A request's fault depends on nothing but the seed and the request's index, so the same
 * seed and the same requests give the same run. A tenth of the faults are final for the Upload (it expires, or is
 * cancelled); the others can be overcome by trying again. Pauses take up to a second, and a stall lasts until the client
 * gives up: fake timers or a short timeout keep a test fast.
 *
 * @param seed Any integer.
 * @param rate The share of requests with a fault, from 0 to 1.
 * @example
 * const server = createUploadsServer({ faults: faultsFromSeed(42, { rate: 0.3 }) });
 */
export function faultsFromSeed(
  seed: number,
  { rate = 0.2 }: { readonly rate?: number | undefined } = {},
): FaultSchedule {
  return ({ index }) => {
    const random = mulberry32(seed + Math.imul(index, 0x9e37_79b9));
    if (random() >= rate) return undefined;
    return pick(random() < 0.1 ? finalFaults : passingFaults, random)(random);
  };
}

type Random = () => number;
type MakeFault = (random: Random) => Fault;

const statuses = [408, 409, 429, 500, 503] as const;
const forms = ["seconds", "date", "milliseconds"] as const;

const finalFaults: readonly MakeFault[] = [
  () => ({ kind: "expired" }),
  () => ({ kind: "cancelled" }),
];

const passingFaults: readonly MakeFault[] = [
  () => ({ kind: "reset", afterBytes: 0 }),
  (random) => ({ kind: "reset", afterBytes: someBytes(random) }),
  () => ({ kind: "reset", afterBytes: Infinity }),
  () => ({ kind: "stall", afterBytes: 0 }),
  (random) => ({ kind: "stall", afterBytes: someBytes(random) }),
  (random) => ({ kind: "slow", milliseconds: someMilliseconds(random) }),
  (random) => ({ kind: "status", status: pick(statuses, random) }),
  (random) => ({
    kind: "status",
    status: pick(statuses, random),
    retryAfter: { form: pick(forms, random), milliseconds: someMilliseconds(random) },
  }),
  () => ({ kind: "html", status: 502 }),
  () => ({ kind: "response-lost" }),
  () => ({ kind: "truncated" }),
  () => ({ kind: "created" }),
];

function pick<T>(items: readonly T[], random: Random): T {
  return items[Math.floor(random() * items.length)] as T;
}

/** 1 byte to 64 MiB, every order of magnitude equally often: the body's size is not known yet. */
function someBytes(random: Random): number {
  return Math.floor(2 ** (random() * 26));
}

function someMilliseconds(random: Random): number {
  return Math.floor(random() * 1001);
}

/** The generator mulberry32: 32 bits of state, numbers from 0 to less than 1. */
function mulberry32(state: number): Random {
  return () => {
    state = (state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
