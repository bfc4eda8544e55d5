import { line } from "../../text.ts";
import type { CommandFacts } from "./facts.ts";
import type { Failure } from "./file-state.ts";
import { Unreadable } from "./look.ts";
import { shownProxyFor } from "./proxy.ts";

/** Characters of the longest message: the library's own are shorter. */
const maxLength = 2000;

/** What the library's messages call otherwise than the command. */
const words: readonly (readonly [RegExp, string])[] = [
  [/\bset md5: false\b/g, "use --no-md5"],
  [/\bconcurrency: 1\b/g, "--concurrency 1"],
  [/\bsource is empty\b/, "the file is empty"],
  [/\bbaseUrl\b/g, "--base-url"],
  [/\bpartSize\b/g, "--part-size"],
  [
    /(source\.read failed: )?stream of streamSource must be (\d+) bytes long, got (\d+)/,
    "got $3 bytes instead of the $2 in --bytes",
  ],
  [/\buse (a folder|another folder)\b/g, "use --resume $1"],
];

/** An error as one line, in the words of the command. */
export function messageOf(error: unknown): string {
  const { message = String(error) } = Object(error) as Partial<Error>;
  return words.reduce(
    (text, [theirs, ours]) => text.replace(theirs, ours),
    line(message, maxLength),
  );
}

/** What is read of the library's errors. Not their classes: the command does not import the library. */
interface Thrown {
  readonly name?: unknown;
  readonly failure?: unknown;
  readonly uploadId?: unknown;
  readonly status?: unknown;
  readonly url?: unknown;
  readonly cause?: unknown;
}

/** Why a file failed, and what to do about it. */
export function failureOf(error: unknown, { variables }: Pick<CommandFacts, "variables">): Failure {
  const thrown = Object(error) as Thrown;
  const isOfUpload = thrown.name === "UploadError";
  const isOfCreation = isOfUpload && thrown.uploadId === undefined;
  const { status, url } = Object(isOfUpload ? thrown.cause : thrown) as Thrown;
  const proxy = typeof url === "string" ? shownProxyFor(url) : "";
  const hints = [
    messageOf(error),
    ...(proxy === "" ? [] : [`the proxy is ${proxy}`]),
    ...(status === 401 ? [`check ${variables.apiKey}`] : []),
    ...(status === 404 && isOfCreation ? [`check ${baseUrlIn(variables)}`] : []),
  ];
  const failure = error instanceof Unreadable ? "unreadable" : "failed";
  return {
    failure: isOfUpload ? String(thrown.failure) : failure,
    message: hints.join("; "),
    status: typeof status === "number" ? status : undefined,
  };
}

/** Where the address of the server may come from. */
function baseUrlIn({ baseUrl }: CommandFacts["variables"]): string {
  return baseUrl === undefined ? "--base-url" : `--base-url and ${baseUrl}`;
}
