import {
  Project,
  StructureKind,
  VariableDeclarationKind,
  type ImportDeclarationStructure,
  type StatementStructures,
  type VariableStatementStructure,
} from "ts-morph";
import { generatedHeader, type GeneratedFile } from "../files/generated-file.ts";
import type { RuntimeExports } from "../load/runtime.ts";
import type { Need } from "./code.ts";

const project = new Project({ useInMemoryFileSystem: true });

/** A source that is emitted, under the line that says so. */
export function sourceFile(path: string, statements: StatementStructures[]): GeneratedFile {
  return { path, text: generatedHeader + printSource(path, statements) };
}

/** Prints ts-morph structures as the text of one source file; texts among them are statements as they are. */
export function printSource(path: string, statements: (StatementStructures | string)[]): string {
  statements.forEach((statement, index) => {
    const before = statements[index - 1];
    if (typeof statement === "string" || typeof before === "string") return;
    // ts-morph puts no blank line between statements of different kinds.
    if (statement.kind !== before?.kind) statement.leadingTrivia = "\n";
  });
  const file = project.createSourceFile(path, { statements }, { overwrite: true });
  const text = file.getFullText();
  file.forget();
  return text;
}

/** Name → whether it is a type. */
type Names = Map<string, boolean>;

/** The imports that code needs, by file and name. */
export function importsFor(
  needs: readonly Need[],
  runtime: RuntimeExports,
): ImportDeclarationStructure[] {
  const files = new Map<string, Names>();
  for (const need of needs) {
    if (need.kind === "constant") continue;
    const [path, isType] = need.kind === "type" ? [need.file, true] : exportOf(need.name, runtime);
    files.set(path, (files.get(path) ?? new Map<string, boolean>()).set(need.name, isType));
  }
  return [...files].sort(byName).map(([path, names]) => importFrom(path, names));
}

function exportOf(name: string, runtime: RuntimeExports): [path: string, isType: boolean] {
  const found = runtime.get(name);
  if (found === undefined) throw new Error(`No file of the runtime exports ${name}.`);
  return [`runtime/${found.path}`, found.isTypeOnly];
}

/** Values come first; a declaration of types alone is a type import as a whole. */
function importFrom(path: string, names: Names): ImportDeclarationStructure {
  const isTypeOnly = ![...names.values()].includes(false);
  const sorted = [...names].sort(byName);
  const inOrder = [false, true].flatMap((isType) => sorted.filter((entry) => entry[1] === isType));
  return {
    kind: StructureKind.ImportDeclaration,
    moduleSpecifier: `./${path}`,
    isTypeOnly,
    namedImports: inOrder.map(([name, isType]) => ({ name, isTypeOnly: isType && !isTypeOnly })),
  };
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

/** The constants that code needs, those of one type together. */
export function constantsFor(needs: readonly Need[]): VariableStatementStructure[] {
  const constants = needs
    .filter((need) => need.kind === "constant")
    .map(({ name, type, value }) => [name, type.text, value.text] as const)
    .sort(([, one], [, other]) => one.localeCompare(other));
  const byName = new Map(constants.map((it) => [it[0], it]));
  return [...byName.values()].map(([name, type, initializer]) => ({
    kind: StructureKind.VariableStatement,
    declarationKind: VariableDeclarationKind.Const,
    declarations: [{ name, type, initializer }],
  }));
}
