import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import type { Mutation } from "./mutations.ts";
import { fillIn, findPattern } from "./pattern.ts";

/** A source of the runtime, as it is. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** The runtime's sources, without the test server, which no break is of. */
export function readSources(runtime: string): Source[] {
  return readdirSync(runtime, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.startsWith(join("uploads", "testing")))
    .map((path) => ({ path, text: readFileSync(join(runtime, path), "utf8") }));
}

/** The source that a break changes, with the break in it. Throws where its place is not found, or not only once. */
export function findBreak(mutation: Mutation, sources: readonly Source[]): Source {
  const { what, in: place, find, by } = mutation;
  const found = sources.flatMap((source) =>
    nodesOf(source, place).flatMap((node) =>
      findPattern(find, node).map((match) => ({ source, match })),
    ),
  );
  const [only] = found;
  if (only && found.length === 1) {
    const { source, match } = only;
    const changed = fillIn(by, match.bindings);
    const text = `${source.text.slice(0, match.start)}${changed || ";"}${source.text.slice(match.end)}`;
    return { path: source.path, text };
  }
  const files = found.map(({ source }) => source.path).join(", ");
  const times = only ? `stands ${found.length} times, in ${files}` : "is nowhere";
  throw new Error(
    `the break "${what}": ${find} ${times}${place ? ` (looked for in ${place})` : ""}`,
  );
}

/** The functions of a name, such as `planParts` or `UploadRun.run`; without a name, the whole file. */
function nodesOf({ path, text }: Source, name: string | undefined): ts.Node[] {
  if (name && !text.includes(name.split(".").at(-1) ?? "")) return [];
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  if (!name) return [file];
  return file.statements.flatMap((statement): ts.Node[] => {
    if (ts.isFunctionDeclaration(statement))
      return statement.name?.text === name ? [statement] : [];
    if (!ts.isClassDeclaration(statement)) return [];
    return statement.members.filter(
      (member) => member.name && `${statement.name?.text}.${member.name.getText()}` === name,
    );
  });
}
