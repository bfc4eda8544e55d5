import { InputError } from "../input-error.ts";
import { codeOf } from "./file-error.ts";
import { lookAt } from "./look.ts";
import { readText } from "./read-text.ts";

/**
 * The text of a file; undefined when nothing is there.
 *
 * @throws {InputError} Something is there that can't be read.
 */
export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readText(file);
  } catch (error) {
    const code = error instanceof InputError ? codeOf(error.cause) : undefined;
    // A link that leads nowhere is there, and somebody meant something by it.
    if ((code === "ENOENT" || code === "ENOTDIR") && lookAt(file) === undefined) return undefined;
    throw error;
  }
}
