import { pointer, type JsonObject } from "../json.ts";
import { fittingName, maxNameBytes, modelName } from "../names.ts";
import { componentsOf } from "../schema.ts";
import { line } from "../text.ts";

/** Where names are given. */
export interface Naming {
  readonly file: string;
  /** Names that the package exports besides. */
  readonly taken: ReadonlySet<string>;
  readonly warn: (warning: string) => void;
}

/**
 * What the types of schemas are exported as, by key. Where the package exports something else by a schema's name, or
 * another schema's type, or the name is too long for a file, the schema gets another one, with a warning: an overlay
 * could not rename it without changing every `$ref` to it. Which of two keeps the name does not depend on their order.
 *
 * Needed by clerk (a schema `Client`), opencode (`EventTuiToastShow` and `Event.tui.toast.show`) and shipbob.
 */
export function readModelNames(document: JsonObject, naming: Naming): Map<string, string> {
  const { file, taken, warn } = naming;
  const names = new Map(
    Object.keys(componentsOf(document, "schemas")).map((key) => [key, wantedName(key)]),
  );
  const all = new Set([...names.values(), ...taken]);
  const owners = new Map<string, string>();
  for (const [key, wanted] of [...names].sort(byPrecedence)) {
    const problem = problemOf(key, wanted, taken, owners.get(wanted));
    const isGiven = taken.has(wanted) || owners.has(wanted);
    const name = isGiven ? freeName(`${wanted}Model`, all) : wanted;
    if (!isGiven) owners.set(name, key);
    all.add(name);
    names.set(key, name);
    if (problem === undefined) continue;
    warn(
      `${file}${pointerOf(key)}: its type is exported as ${name}, since ${problem}\n` +
        "  Rename the schema in the document for another name\n",
    );
  }
  return names;
}

function wantedName(key: string): string {
  return fittingName(modelName(key), key);
}

/** A schema that is spelt like its type comes first, and the others in the order of their characters. */
function byPrecedence([key, name]: [string, string], [other, otherName]: [string, string]): number {
  const isOther = Number(key !== name) - Number(other !== otherName);
  return isOther === 0 ? Number(key > other) - Number(key < other) : isOther;
}

/** Why a schema's type isn't exported as what its key comes to. */
function problemOf(
  key: string,
  wanted: string,
  taken: ReadonlySet<string>,
  owner: string | undefined,
): string | undefined {
  if (taken.has(wanted)) return `the package exports something else as ${wanted}`;
  if (owner !== undefined) return `that of ${pointerOf(owner)} is ${wanted}`;
  return wanted === modelName(key) ? undefined : `its own name has more than ${maxNameBytes} bytes`;
}

function pointerOf(key: string): string {
  return line(pointer("components", "schemas", key), 500);
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  return taken.has(name) ? freeName(`${name}_`, taken) : name;
}
