import { createHash, randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { cutDocument } from "./cut-document.ts";
import { fileInPackage } from "./file-in-package.ts";
import { packageOf, urlOf, type DocumentSource } from "./manifest.ts";

/** For one document, in milliseconds. */
const timeout = 60_000;

/** What became of the documents. */
export interface Fetched {
  /** Paths that were written. */
  readonly written: readonly string[];
  /** Paths that were there already, with the right content. */
  readonly kept: readonly string[];
  /** One message for each document that could not be had. */
  readonly problems: readonly string[];
}

/** Without a connection there is no point in asking for the other documents. */
class NoConnection extends Error {}

/**
 * Fetches documents into a folder, each only where what comes has the hash that the manifest says. A document is written
 * whole or not at all, and one that is there already is left alone.
 */
export async function fetchDocuments(
  sources: readonly DocumentSource[],
  folder: string,
  fetchUrl: typeof fetch = fetch,
): Promise<Fetched> {
  const fetched = { written: [] as string[], kept: [] as string[], problems: [] as string[] };
  for (const source of sources) {
    const path = join(folder, source.path);
    if (isThere(path, source)) {
      fetched.kept.push(path);
      continue;
    }
    try {
      await writeWhole(path, contentOf(source, await download(source, fetchUrl)));
      fetched.written.push(path);
    } catch (error) {
      fetched.problems.push(`${path}: ${(error as Error).message}`);
      if (error instanceof NoConnection) break;
    }
  }
  return fetched;
}

/** What stands at the top of a document that was cut, and says of which. */
function headingOf({ repository, commit, file, sha256, tag }: DocumentSource): string {
  return `${tag} of ${repository} ${file}, commit ${commit}, sha256 ${sha256}`;
}

function isThere(path: string, source: DocumentSource): boolean {
  if (!existsSync(path)) return false;
  const content = readFileSync(path);
  if (!source.tag) return hashOf(content) === source.sha256;
  return content.toString().startsWith(`# ${headingOf(source)}\n`);
}

async function download(source: DocumentSource, fetchUrl: typeof fetch): Promise<Buffer> {
  const url = urlOf(source);
  let response: Response;
  let bytes: Uint8Array;
  try {
    response = await fetchUrl(url, { signal: AbortSignal.timeout(timeout) });
    bytes = new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    const { message } =
      cause instanceof Error && cause.cause instanceof Error ? cause.cause : (cause as Error);
    const problem = `${url} can't be fetched: ${message}. Check the network and run it again.`;
    throw new NoConnection(problem, { cause });
  }
  if (response.status !== 200)
    throw new Error(
      `${url} responds with HTTP ${response.status}. Check the commit and the path in scripts/documents/manifest.tsv.`,
    );
  return checked(source, url, bytes);
}

function checked(source: DocumentSource, url: string, bytes: Uint8Array): Buffer {
  const file = packageOf(source.repository) ? fileOf(source, url, bytes) : Buffer.from(bytes);
  const hash = hashOf(file);
  if (hash === source.sha256) return file;
  throw new Error(
    `${url} has sha256 ${hash}, the manifest says ${source.sha256}. It was not written: find out what has changed.`,
  );
}

function fileOf({ file }: DocumentSource, url: string, bytes: Uint8Array): Buffer {
  try {
    return fileInPackage(bytes, file);
  } catch (cause) {
    throw new Error(`${url} ${(cause as Error).message}. Check the manifest.`, { cause });
  }
}

function contentOf(source: DocumentSource, file: Buffer): string | Buffer {
  return source.tag ? cutDocument(file.toString(), source.tag, headingOf(source)) : file;
}

async function writeWhole(path: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.${randomUUID()}`;
  try {
    await writeFile(unfinished, content);
    await rename(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
