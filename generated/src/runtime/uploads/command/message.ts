// Hand-written. Copied from generator/runtime/uploads/command/message.ts; edit it there.
import { ApiError, RequestError } from "../../errors.ts";
import { line } from "../../text.ts";
import { UploadError } from "../upload-error.ts";
import type { CommandFacts } from "./facts.ts";
import type { Failure } from "./file-state.ts";
import { Unreadable } from "./look.ts";
import { shownProxyFor } from "./proxy.ts";

/** Characters of a message: the library's own are shorter. */
const most = 2000;

/** What of the library's options is called otherwise here. */
const words: readonly (readonly [RegExp, string])[] = [
  [/\bmd5: false\b/g, "--no-md5"],
  [/\bconcurrency: 1\b/g, "--concurrency 1"],
  [/\bbaseUrl\b/g, "--base-url"],
  [/\bpartSize\b/g, "--part-size"],
  [
    /(source\.read failed: )?source: (\d+) bytes given; give (\d+), its size/,
    "$2 bytes have come of $3; give --bytes as it is",
  ],
  [/\bgive (a folder|another folder)\b/g, "give --resume $1"],
];

/** An error as one line, in the words of the command. */
export function messageOf(error: unknown): string {
  const { message = String(error) } = Object(error) as Partial<Error>;
  return words.reduce((text, [theirs, ours]) => text.replace(theirs, ours), line(message, most));
}

/** What a file has failed with, and what to do about it. */
export function failureOf(error: unknown, { variables }: Pick<CommandFacts, "variables">): Failure {
  const cause = error instanceof UploadError ? error.cause : error;
  const status = cause instanceof ApiError ? cause.status : undefined;
  const hints = [proxyHint(cause), ...(status === 401 ? [`check ${variables.apiKey}`] : [])];
  const message = [messageOf(error), ...hints.filter((it) => it !== "")].join("; ");
  return { failure: kindOf(error), message, status };
}

function kindOf(error: unknown): string {
  if (error instanceof Unreadable) return "unreadable";
  return error instanceof UploadError ? error.failure : "failed";
}

function proxyHint(cause: unknown): string {
  const proxy = cause instanceof RequestError ? shownProxyFor(cause.url) : "";
  return proxy && `the proxy is ${proxy}`;
}
