import ts from "typescript";
import type { GeneratedFile } from "../files/generated-file.ts";

/**
 * The last gate before anything is written: each emitted source must parse and hold nothing at top level but the
 * kinds of statement its emitter makes. Text of a document that got out of its comment or string would show here.
 *
 * @returns The sources by their paths, parsed.
 * @throws {Error} It did. That is a defect of the generator, whatever the document says.
 */
export function checkOutput(files: readonly GeneratedFile[]): Map<string, ts.SourceFile> {
  const sources = new Map<string, ts.SourceFile>();
  for (const { path, text } of files) {
    // What stands elsewhere holds nothing of a document.
    if (!/^src\/(?!runtime\/).*\.ts$/.test(path)) continue;
    const source = ts.createSourceFile(`/${path}`, text, parseOptions);
    sources.set(path, source);
    const problem = syntaxError(source) ?? pragma(source) ?? unexpectedStatement(source);
    if (problem !== undefined) throw new Error(`${path} would not be safe to write: ${problem}`);
  }
  return sources;
}

/** Comments are looked at for directives only: reading their tags takes half of the time. */
const parseOptions: ts.CreateSourceFileOptions = {
  languageVersion: ts.ScriptTarget.ES2022,
  jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
};

function syntaxError(source: ts.SourceFile): string | undefined {
  const { parseDiagnostics = [] } = source as ts.SourceFile & {
    parseDiagnostics?: ts.Diagnostic[];
  };
  return (
    parseDiagnostics[0] && ts.flattenDiagnosticMessageText(parseDiagnostics[0].messageText, "\n")
  );
}

function pragma(source: ts.SourceFile): string | undefined {
  const { commentDirectives = [] } = source as ts.SourceFile & { commentDirectives?: unknown[] };
  return commentDirectives.length > 0 || source.referencedFiles.length > 0
    ? "a comment directive"
    : undefined;
}

const expectedStatements = new Set([
  ts.SyntaxKind.ImportDeclaration,
  ts.SyntaxKind.ExportDeclaration,
  ts.SyntaxKind.InterfaceDeclaration,
  ts.SyntaxKind.TypeAliasDeclaration,
  ts.SyntaxKind.ClassDeclaration,
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.VariableStatement,
]);

function unexpectedStatement(source: ts.SourceFile): string | undefined {
  const statement = source.statements.find(({ kind }) => !expectedStatements.has(kind));
  return statement && `an unexpected ${ts.SyntaxKind[statement.kind]}`;
}
