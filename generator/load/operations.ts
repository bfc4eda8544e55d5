import ts from "typescript";
import type { RuntimeFile } from "./runtime.ts";

/** What hand-written code asks a generated class for. */
export interface Operations {
  readonly name: string;
  /** Of the file that declares it. */
  readonly path: string;
  readonly methods: readonly string[];
}

/** The interfaces of a file whose names end with `Operations`, which list what it calls of a generated class. */
export function operationsIn({ path, text }: RuntimeFile): Operations[] {
  if (!/interface \w+Operations\b/.test(text)) return [];
  const { statements } = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022);
  return statements
    .filter(ts.isInterfaceDeclaration)
    .filter(({ name }) => name.text.endsWith("Operations"))
    .map(({ name, members }) => ({
      name: name.text,
      path,
      methods: members.flatMap((member) =>
        ts.isMethodSignature(member) && ts.isIdentifier(member.name) ? [member.name.text] : [],
      ),
    }));
}
