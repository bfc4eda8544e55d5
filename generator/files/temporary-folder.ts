import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileError } from "./file-error.ts";

/**
 * Does something with a new folder, which is gone afterwards.
 *
 * @throws {InputError} The system does not let it be made or written.
 */
export async function inTemporaryFolder<T>(act: (folder: string) => Promise<T>): Promise<T> {
  let folder: string | undefined;
  try {
    folder = await mkdtemp(join(tmpdir(), "openapi-"));
    return await act(folder);
  } catch (error) {
    const remedy = "Set TMPDIR to a folder that can be written to.";
    throw fileError(error, `${folder ?? tmpdir()} can't be written`, remedy);
  } finally {
    if (folder !== undefined) await rm(folder, { recursive: true });
  }
}
