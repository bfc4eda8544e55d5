import ts from "typescript";
import { generate } from "../generate.ts";
import type { GeneratedFile } from "../files/generated-file.ts";
import { InputError } from "../errors.ts";
import type { JsonObject } from "../json.ts";
import { loadSpec } from "../load/document.ts";
import type { RuntimeFile } from "../load/runtime.ts";
import { walkDocument } from "../walk-document.ts";
import { compile } from "./compile.ts";

/** What came of one document. */
export interface Trial {
  readonly file: string;
  readonly operations: number;
  /** From reading the document to the last file, without compiling. */
  readonly seconds: number;
  /** Of TypeScript, without the runtime's copies. */
  readonly lines: number;
  /** What the compiler says under `strict` and `exactOptionalPropertyTypes`, and each place that evades it. */
  readonly errors: readonly string[];
  /** Why the generator refused the document. */
  readonly refusal?: string | undefined;
}

/** Generates a client from a document and compiles it, all in memory. */
export async function tryDocument(file: string, runtime: readonly RuntimeFile[]): Promise<Trial> {
  const start = performance.now();
  let operations = 0;
  const trial = (rest: Partial<Trial>): Trial => {
    const seconds = (performance.now() - start) / 1000;
    return { file, operations, seconds, lines: 0, errors: [], ...rest };
  };
  try {
    const document = await loadSpec(file);
    operations = countOperations(document);
    const files = await generate({ document, file, runtime });
    const { seconds } = trial({});
    const own = files.filter(({ path }) => /^src\/(?!runtime\/).*\.ts$/.test(path));
    const lines = own.reduce((sum, { text }) => sum + text.split("\n").length - 1, 0);
    return trial({ seconds, lines, errors: [...compile(files), ...own.flatMap(evasions)] });
  } catch (error) {
    if (error instanceof InputError) return trial({ refusal: error.message });
    return trial({
      errors: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
    });
  }
}

function countOperations(document: JsonObject): number {
  let count = 0;
  walkDocument(document, ({ type, path }) => {
    if (type === "operation" && path[0] === "paths" && path.length === 3) count += 1;
  });
  return count;
}

/** Where a source says `any`, or tells the compiler to look away. */
export function evasions({ path, text }: GeneratedFile): string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022);
  const found = /@ts-(?:nocheck|ignore|expect-error)/.test(text)
    ? [`${path}: a @ts- directive`]
    : [];
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      found.push(`${path}:${line + 1} says any`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
