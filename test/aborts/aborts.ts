import { createHash } from "node:crypto";
import fc from "fast-check";
import {
  createClient,
  httpTransport,
  uploadFile,
  UploadsApi,
  type UploadOperations,
} from "../../generated/src/node.ts";
import { fetchTransport } from "../../generated/src/runtime/transport.ts";
import type { UploadsServer } from "../../generated/src/runtime/uploads/testing/index.ts";
import { forms, hooks, type Misbehaviour } from "../simulation/caller-code.ts";
import { Caller } from "../simulation/caller.ts";
import { clearingTime, type Span } from "../simulation/clearing-time.ts";
import { SimulatedFile, SimulatedSource } from "../simulation/simulated-source.ts";
import { SimulatedStore } from "../simulation/simulated-store.ts";
import { serve } from "./serve.ts";

/** An upload of which something of the caller's own hangs, and when it is aborted. */
export interface Abort {
  readonly transport: "node:http" | "fetch";
  readonly form: (typeof forms)[number];
  readonly isAsync: boolean;
  readonly md5: "a hash" | "the source" | "none";
  readonly hasStore: boolean;
  readonly concurrency: number;
  readonly misbehaviours: readonly Misbehaviour[];
  /** Milliseconds after its beginning. */
  readonly after: number;
}

const hanging = fc.record<Misbehaviour>({
  hook: fc.constantFrom(...hooks),
  life: fc.constant(0),
  call: fc.integer({ min: 1, max: 4 }),
  way: fc.constantFrom("hangs", "works and hangs", "rejects afterwards"),
  lasting: fc.boolean(),
  after: fc.constant(0),
  error: fc.constant("an Error"),
});

export const aborts: fc.Arbitrary<Abort> = fc.record({
  transport: fc.constantFrom("node:http", "fetch"),
  form: fc.constantFrom(...forms),
  isAsync: fc.boolean(),
  md5: fc.constantFrom("a hash", "the source", "none"),
  hasStore: fc.boolean(),
  concurrency: fc.integer({ min: 1, max: 5 }),
  misbehaviours: fc.array(hanging, { minLength: 1, maxLength: 3 }),
  after: fc.integer({ min: 0, max: 200 }),
});

/** How an upload ended that was aborted. */
export interface Aborted {
  readonly error: unknown;
  readonly reason: Error;
  /** Milliseconds from the abort until it had settled. */
  readonly took: number;
  /** Milliseconds that it might take, by what it had to clear away. */
  readonly allowed: number;
  /** What there was to clear away, or still being done, that takes the longest. */
  readonly clearing: string;
  /** Requests that the server still saw a while later. */
  readonly inFlight: number;
}

const size = 600_000;
const partSize = 100_000;

/** Uploads over a real connection, and aborts. Undefined if it had settled before. */
export async function abort(given: Abort): Promise<Aborted | undefined> {
  const controller = new AbortController();
  const reason = new Error("the user has had enough");
  await using server = await serve();
  const caller = callerOf(given);
  const source = new SimulatedSource({
    file: new SimulatedFile(size),
    size,
    chunkSize: 30_000,
    caller,
  });
  const unlessDead = () => Promise.resolve();
  const form = { kept: new Map<string, unknown>(), asText: true, keepsCompleted: true };
  const store = new SimulatedStore({ ...form, caller, server, unlessDead });
  const { baseUrl } = server;
  const transport = given.transport === "fetch" ? fetchTransport() : httpTransport();
  const apiKey = async () => caller.do("apiKey", () => "sk-test");
  const client = createClient({ apiKey, baseUrl, transport, timeout: 5000 });
  const cancelled: Span[] = [];
  let abortedAt = 0;
  const timer = setTimeout(() => {
    abortedAt = performance.now();
    controller.abort(reason);
  }, given.after);
  const upload = uploadFile(noting(new UploadsApi(client), cancelled), source, {
    purpose: "batch",
    partSize,
    concurrency: given.concurrency,
    md5: md5Of(given, caller),
    checkpoint: given.hasStore ? store : undefined,
    signal: controller.signal,
    onProgress: () => caller.do("onProgress", () => undefined),
    onRestart: () => caller.do("onRestart", () => undefined),
  });
  const error: unknown = await upload.then(
    () => undefined,
    (it: unknown) => it,
  );
  const settledAt = performance.now();
  clearTimeout(timer);
  if (!abortedAt) return undefined;
  caller.rejectAfterwards();
  const stored = caller.calls.filter(({ hook }) => hook.startsWith("checkpoint."));
  const allowed = clearingTime([abortedAt, settledAt], { stored, cancelled });
  const took = settledAt - abortedAt;
  const clearing = stored.some(({ to }) => to > abortedAt) ? "a store" : "nothing";
  return {
    error,
    reason,
    took,
    allowed,
    clearing: cancelled.length > 0 ? "an Upload" : clearing,
    inFlight: await inFlightAfter(1000, server),
  };
}

/** How many requests are still running after so many looks, a hundredth of a second apart. */
async function inFlightAfter(looks: number, server: UploadsServer): Promise<number> {
  for (let look = 0; look < looks && server.inFlight() > 0; look++)
    await new Promise((resolve) => setTimeout(resolve, 10));
  return server.inFlight();
}

function callerOf({ form, isAsync, md5, misbehaviours }: Abort): Caller {
  const hashedBy = md5 === "the source" ? md5 : "a hash";
  return new Caller({
    code: { form, isAsync, hashedBy, misbehaviours },
    life: 0,
    now: () => performance.now(),
    delay: () => new Promise((resolve) => setTimeout(resolve, 5)),
    isEnding: () => false,
    onHang: () => undefined,
    onFailure: () => undefined,
  });
}

function md5Of({ md5 }: Abort, caller: Caller) {
  if (md5 !== "a hash") return md5 === "the source";
  return () => caller.do("md5", () => createHash("md5"));
}

/** The operations, with a note of how long it took to cancel. */
function noting(uploads: UploadsApi, cancelled: Span[]): Pick<UploadsApi, keyof UploadOperations> {
  return {
    createUpload: (...given) => uploads.createUpload(...given),
    addUploadPart: (...given) => uploads.addUploadPart(...given),
    completeUpload: (...given) => uploads.completeUpload(...given),
    async cancelUpload(...given) {
      const span = { from: performance.now(), to: Infinity };
      cancelled.push(span);
      try {
        return await uploads.cancelUpload(...given);
      } finally {
        span.to = performance.now();
      }
    },
  };
}
