import type { JsonObject } from "../json.ts";
import { modelName } from "../names.ts";
import { componentsOf } from "../schema.ts";
import { locationOf } from "./context.ts";
import { Scope, type Clashes } from "./scope.ts";

/** Where names are claimed. */
export interface Naming {
  readonly file: string;
  readonly clashes: Clashes;
  /** Names that the package exports besides. */
  readonly taken: ReadonlySet<string>;
  readonly warn: (warning: string) => void;
}

/**
 * What the types of schemas are exported as, by key. One that is called as something else that the package exports gets
 * another name, with a warning: clerk has a schema `Client`.
 */
export function readModelNames(document: JsonObject, naming: Naming): Map<string, string> {
  const { file, clashes, taken, warn } = naming;
  const names = new Map(
    Object.keys(componentsOf(document, "schemas")).map((key) => [key, modelName(key)]),
  );
  const all = new Set([...names.values(), ...taken]);
  const scope = new Scope(clashes);
  for (const [key, wanted] of names) {
    const location = locationOf({ file }, "components", "schemas", key);
    const name = taken.has(wanted) ? freeName(`${wanted}Model`, all) : wanted;
    names.set(key, scope.claim(name, location));
    if (name === wanted) continue;
    all.add(name);
    warn(
      `${file}${location.pointer ?? ""}: its type is exported as ${name}, since the package exports something else as ${wanted}\n` +
        "  Rename the schema in the document for another name\n",
    );
  }
  return names;
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  return taken.has(name) ? freeName(`${name}_`, taken) : name;
}
