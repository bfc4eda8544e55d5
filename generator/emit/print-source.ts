import { Project, type StatementStructures } from "ts-morph";

const project = new Project({ useInMemoryFileSystem: true });

/** Prints ts-morph structures as the text of one source file. */
export function printSource(path: string, statements: StatementStructures[]): string {
  statements.forEach((statement, index) => {
    // ts-morph puts no blank line between statements of different kinds.
    if (index === 0 || statement.kind !== statements[index - 1]?.kind)
      statement.leadingTrivia = "\n";
  });
  const file = project.createSourceFile(path, { statements }, { overwrite: true });
  const text = file.getFullText();
  file.forget();
  return text;
}
