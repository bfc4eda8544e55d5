import { parse } from "yaml";
import { InputError } from "../errors.ts";

/**
 * Reads a YAML text of ours; `file` names it in errors.
 *
 * @throws {InputError} It is not YAML.
 */
export function parseYaml(text: string, file: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new InputError(`${file} is not YAML: ${message}`, "Correct its syntax.", { cause });
  }
}
