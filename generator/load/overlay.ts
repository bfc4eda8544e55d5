import { InputError } from "../errors.ts";
import { nameOf, readGiven } from "../files/read-given.ts";
import { isObject, objectsIn, textOf } from "../json.ts";
import { parseYaml } from "./parse-yaml.ts";

/** One change of an OpenAPI Overlay 1.0 or 1.1. */
export interface Action {
  /** JSONPath (RFC 9535) of what to change. */
  readonly target: string;
  /** Why the change is made, if it says so. */
  readonly description: string | undefined;
  /** Merged into each object, appended to each array, put in the place of each primitive. Without effect beside `remove`. */
  readonly update: unknown;
  readonly remove: boolean;
}

/**
 * Reads an OpenAPI Overlay 1.0 or 1.1.
 *
 * @throws {InputError} The file can't be read, or is no such overlay.
 */
export async function loadOverlay(file: string): Promise<Action[]> {
  const { text } = await readGiven(file);
  return parseOverlay(text, nameOf(file));
}

/** The same from a text; `file` names it in errors. */
export function parseOverlay(text: string, file: string): Action[] {
  const overlay = parseYaml(text, file);
  if (!isObject(overlay) || !/^1\.[01]\.\d/.test(String(overlay.overlay)))
    throw new InputError(
      `${file} is not an OpenAPI Overlay 1.0 or 1.1`,
      "Begin it with: overlay: 1.1.0",
    );
  const actions = objectsIn(overlay.actions);
  if (actions.length === 0)
    throw new InputError(`${file} has no actions`, "Add some, or leave out --overlay.");
  return actions.map(({ target, description, update, remove }, index) => {
    const path = textOf(target);
    if (path === undefined || (update === undefined && remove !== true))
      throw new InputError(
        `${file}: action ${index + 1} of ${actions.length} is incomplete`,
        "Give it a target, and update or remove: true.",
      );
    return { target: path, description: textOf(description), update, remove: remove === true };
  });
}
