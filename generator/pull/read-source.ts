import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { InputError, SpecError } from "../errors.ts";
import { inTemporaryFolder } from "../files/temporary-folder.ts";
import type { JsonObject } from "../json.ts";
import { loadSpec } from "../load/document.ts";

/** In milliseconds, from the request to the last byte. */
const timeout = 30_000;
/** In bytes. The full OpenAI document has 3.4 million. */
const maxBytes = 50_000_000;

/**
 * Reads an upstream document from a file or, if that is what the user named, from an https URL. A document from a
 * URL stands alone: redirects are not followed, and no `$ref` leads out of it.
 *
 * @throws {InputError} The document can't be read, is too large, or is none that `loadSpec` takes.
 */
export async function readSource(source: string, fetchUrl = fetch): Promise<JsonObject> {
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(source)) return loadSpec(source, { isGiven: true });
  const bytes = await download(source, fetchUrl);
  return inTemporaryFolder(async (folder) => {
    const file = join(folder, "document");
    await writeFile(file, bytes);
    try {
      return await loadSpec(file);
    } catch (error) {
      // The user knows the URL, not where its document lay for a moment.
      if (error instanceof InputError) error.message = error.message.replaceAll(file, source);
      throw error;
    }
  });
}

async function download(url: string, fetchUrl: typeof fetch): Promise<Buffer> {
  if (!/^https:/i.test(url))
    throw new SpecError(
      { file: url },
      "is not an https URL",
      "Give one, or download the document.",
    );
  try {
    const signal = AbortSignal.timeout(timeout);
    const response = await fetchUrl(url, { redirect: "manual", signal });
    if (response.status !== 200) throw refusal(url, response);
    return await readBytes(response, url);
  } catch (cause) {
    if (cause instanceof SpecError) throw cause;
    const problem = `can't be fetched: ${reasonOf(cause)}`;
    throw new SpecError({ file: url }, problem, "Try it in a browser.", { cause });
  }
}

function refusal(url: string, { status, headers }: Response): SpecError {
  const location = headers.get("location");
  return location === null
    ? new SpecError({ file: url }, `responded with HTTP ${status}`, "Check the address.")
    : new SpecError(
        { file: url },
        `redirects to ${location}`,
        "Name that address if you trust it.",
      );
}

async function readBytes({ body }: Response, url: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxBytes)
      throw new SpecError(
        { file: url },
        `is larger than ${maxBytes} bytes`,
        "Check that this is the right document, or download it and name the file.",
      );
  }
  return Buffer.concat(chunks);
}

/** Fetch hides what went wrong, such as ENOTFOUND, one cause down. */
function reasonOf(error: unknown): string {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return inner instanceof Error ? inner.message : String(inner);
}
