import { line } from "../../text.ts";
import { defaultConcurrency, defaultPartSize } from "../options.ts";
import { MAX_PART_SIZE } from "../plan.ts";
import type { RawOptions } from "./program.ts";
import { stateFolder } from "./state-folder.ts";
import { parseBytes, parseCount, parseSeconds } from "./units.ts";
import { standardInput, type Urls } from "./urls.ts";
import { UsageError } from "./usage-error.ts";

/** How the files of a run are uploaded. */
export interface Settings {
  readonly purpose: string;
  readonly filename: string | undefined;
  readonly mimeType: string | undefined;
  readonly expiresAfter: number | undefined;
  readonly partSize: number;
  readonly concurrency: number;
  readonly md5: boolean;
  /** Where checkpoints are kept, if they are. */
  readonly folder: string | undefined;
  /** Bytes of standard input. */
  readonly bytes: number | undefined;
  readonly baseUrl: string | undefined;
  /** The files that are at URLs. */
  readonly urls: Urls;
}

/** Checks the options. Throws a UsageError that names the wrong one. */
export function settingsOf(
  name: string,
  files: readonly string[],
  raw: RawOptions,
  urls: Urls = new Map(),
): Settings {
  checkFiles(files, raw);
  const { purpose, filename, mimeType, resume, md5, baseUrl } = raw;
  const given = <T>(read: (option: string, text: string) => T, option: string, text?: string) =>
    text === undefined ? undefined : read(option, text);
  const partSize = given(parseBytes, "--part-size", raw.partSize) ?? defaultPartSize;
  if (partSize > MAX_PART_SIZE)
    throw new UsageError(`--part-size must be at most 64MiB, got ${raw.partSize ?? ""}`);
  return {
    purpose,
    filename,
    mimeType,
    expiresAfter: given(parseSeconds, "--expires-after", raw.expiresAfter),
    partSize,
    concurrency: given(parseCount, "--concurrency", raw.concurrency) ?? defaultConcurrency,
    md5,
    folder: resume === false ? undefined : (resume ?? stateFolder(name)),
    bytes: given(parseBytes, "--bytes", raw.bytes),
    baseUrl,
    urls,
  };
}

function checkFiles(files: readonly string[], { bytes, filename, urlsFrom }: RawOptions): void {
  if (urlsFrom === standardInput && files.includes(standardInput))
    throw new UsageError(
      "standard input can't be both a file (-) and the list of URLs (--urls-from -)",
    );
  const twice = files.find((file, at) => files.indexOf(file) < at);
  if (twice !== undefined) throw new UsageError(`${line(twice)} is named twice; name it once`);
  if (files.includes(standardInput) !== (bytes !== undefined))
    throw new UsageError(
      bytes === undefined
        ? "- needs --bytes: the API has to be told the size of standard input first"
        : "--bytes is for standard input; pass - as the file, or leave --bytes out",
    );
  if (filename !== undefined && files.length > 1)
    throw new UsageError(
      `--filename is for one file, got ${files.length}; upload them one at a time`,
    );
}
