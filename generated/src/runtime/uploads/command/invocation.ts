// Hand-written. Copied from generator/runtime/uploads/command/invocation.ts; edit it there.
import { basename, delimiter, dirname } from "node:path";
import type { RawOptions } from "./program.ts";
import { quoted } from "./shell.ts";
import { standardInput, type Urls } from "./urls.ts";

/** How this process was started, as one would type it again. */
export function invocationOf(
  name: string,
  [node = "node", script = name]: readonly string[] = process.argv,
  env: NodeJS.ProcessEnv = process.env,
): string {
  if (env["npm_lifecycle_event"] === "npx" || env["npm_command"] === "exec") return `npx ${name}`;
  if (basename(script) !== name) return `${quoted(basename(node))} ${quoted(script)}`;
  const isOnPath = (env["PATH"] ?? "").split(delimiter).includes(dirname(script));
  return isOnPath ? name : quoted(script);
}

const flags: readonly (readonly [keyof RawOptions, string])[] = [
  ["purpose", "--purpose"],
  ["filename", "--filename"],
  ["mimeType", "--mime-type"],
  ["expiresAfter", "--expires-after"],
  ["partSize", "--part-size"],
  ["concurrency", "--concurrency"],
  ["resume", "--resume"],
  ["md5", "--md5"],
  ["baseUrl", "--base-url"],
  ["json", "--json"],
  ["quiet", "--quiet"],
];

/**
 * The command that resumes these files, ready to be typed; undefined if there are none. Standard input can't be read
 * again.
 */
export function goOnCommand(
  invocation: string,
  files: readonly string[],
  raw: RawOptions,
  urls: Urls = new Map(),
): string | undefined {
  const left = files.filter((file) => urls.get(file)?.isWhole ?? file !== standardInput);
  const from = fromOf(files, raw, urls);
  if (left.length === 0 && from.length === 0) return undefined;
  const options = flags.flatMap(([name, flag]) => {
    const value = raw[name];
    if (value === false) return [flag.replace("--", "--no-")];
    // True is the default.
    if (value === undefined || name === "md5") return [];
    return value === true ? [flag] : [flag, quoted(value)];
  });
  const end = left.some((file) => file.startsWith("-")) ? ["--"] : [];
  return [
    invocation,
    "upload",
    ...options,
    ...from,
    ...end,
    ...left.map((file) => quoted(file)),
  ].join(" ");
}

/** `--urls-from`, if URLs have to be read again because their queries are not printed; not once one of them is done. */
function fromOf(files: readonly string[], { urlsFrom = "-" }: RawOptions, urls: Urls): string[] {
  const hidden = [...urls].filter(([, { isWhole }]) => !isWhole).map(([name]) => name);
  const isRepeatable = hidden.length > 0 && hidden.every((name) => files.includes(name));
  return isRepeatable && urlsFrom !== "-" ? ["--urls-from", quoted(urlsFrom)] : [];
}
