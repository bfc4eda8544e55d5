import { vi } from "vitest";
import { type Client } from "./support.ts";

export type Reply = () => Response | Promise<Response>;

/** A server's part in a test. */
export interface Script {
  readonly fetch: () => Promise<Response>;
  /** When it was asked: milliseconds after the start. */
  readonly times: readonly number[];
}

/** Answers each request in turn, the last reply again and again. */
export function script(...replies: Reply[]): Script {
  const start = Date.now();
  const times: number[] = [];
  const fetch = (): Promise<Response> => {
    const reply = replies[Math.min(times.length, replies.length - 1)];
    times.push(Date.now() - start);
    if (reply === undefined) throw new Error("no reply");
    return Promise.resolve().then(reply);
  };
  return { times, fetch };
}

export const ok = () => Response.json({ ok: true });
export const status =
  (code: number, headers: Record<string, string> = {}) =>
  () =>
    Response.json({ error: { message: "no" } }, { status: code, headers });
export const refused = () => Promise.reject(new TypeError("fetch failed"));
export const silent = () => new Promise<Response>(() => undefined);

export function create(client: Client, options = {}): Promise<unknown> {
  return client.request("POST", "/uploads", { body: {} }, options);
}

/** How a call ends, when all the time it takes has gone by. */
export async function outcome(promise: Promise<unknown>): Promise<unknown> {
  const settled = promise.catch((error: unknown) => error);
  await vi.runAllTimersAsync();
  return settled;
}
