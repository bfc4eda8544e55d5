/** What a table of responses is made of. */
import type { Reply } from "../wire.ts";

export type Way = "node:http" | "fetch";

/** How a call ends. */
export interface Outcome {
  /** Absent for a success. */
  readonly error?: "ApiError" | "ConnectionError" | "TimeoutError";
  readonly status?: number;
  /** How often the request is sent, by a client that may send it twice. */
  readonly attempts: number;
  /** A text that the message has. */
  readonly says?: string;
}

export interface Kind {
  readonly reply: Reply;
  readonly want: Outcome;
  /** The only transport whose calls get it: what Node's fetch makes of it is not ours. @default both */
  readonly over?: Way;
  /** Milliseconds, for what ends by no other means. */
  readonly timeout?: number;
  /** Whether it is a matter of waiting alone, which calls can do beside others. */
  readonly isIdle?: boolean;
}

export const success: Outcome = { attempts: 1 };
export const refused = (status: number, says = ""): Outcome => ({
  error: "ApiError",
  status,
  attempts: 1,
  says,
});
export const retried = (status: number, says = ""): Outcome => ({
  ...refused(status, says),
  attempts: 2,
});
export const broken: Outcome = { error: "ConnectionError", attempts: 2 };
export const late: Outcome = { error: "TimeoutError", attempts: 2 };
export const tooLong = refused(200, "more than 16777216 bytes; raise maxResponseBytes");
export const unreadable = refused(200, "can't be decoded");

export const json = "Content-Type: application/json";
export const chunked = "Transfer-Encoding: chunked";
export const coded = (coding: string) => `Content-Encoding: ${coding}`;
export const location = "Location: https://elsewhere.example/v1/uploads";
export const told = '{"error":{"message":"too big","code":"too_big"}}';
export const MiB = 2 ** 20;
export const as = "a".repeat(65_536);
export const nested = (levels: number) => '{"a":'.repeat(levels) + "1" + "}".repeat(levels);
export const upload = '{"id":"u"}';
