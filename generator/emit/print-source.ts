import { Project, type StatementStructures } from "ts-morph";

const project = new Project({ useInMemoryFileSystem: true });

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
