import { posix } from "node:path";
import type { GeneratedFile } from "../files/generated-file.ts";
import { commandEntry, entryPointOf, type RuntimeFile } from "../load/runtime.ts";

/**
 * `src/runtime/**`: the hand-written layer as it is, under a line that says where to edit it; what neither the emitted
 * files nor an index file of its own leads to is left out.
 */
export function emitRuntime(
  runtime: readonly RuntimeFile[],
  emitted: readonly GeneratedFile[],
): GeneratedFile[] {
  const files = new Map(runtime.map((file) => [`src/runtime/${file.path}`, file]));
  const wanted = new Set([...files].filter(([, file]) => isLibrary(file)).map(([path]) => path));
  for (const { path, text } of emitted) if (path.endsWith(".ts")) addImports(wanted, path, text);
  // A set hands out what is added to it while it is gone through.
  for (const path of wanted) addImports(wanted, path, files.get(path)?.text ?? "");
  return [...files].flatMap(([path, file]) => (wanted.has(path) ? [copyOf(path, file)] : []));
}

/** Whether a file opens something that programs import. A command is there for the package that names it. */
function isLibrary(file: RuntimeFile): boolean {
  return file.path.endsWith("index.ts") && entryPointOf(file) !== commandEntry;
}

function addImports(paths: Set<string>, importer: string, text: string): void {
  for (const module of importsOf(text)) paths.add(posix.join(posix.dirname(importer), module));
}

/** The files that a source imports, as the formatter leaves imports: the compiler's scanner takes twenty times as long. */
export function importsOf(text: string): string[] {
  const imports = /^(?:(?:import|export)\b[^"';]* from|import) "([^"]+)";$|\bimport\("([^"]+)"\)/gm;
  return [...text.matchAll(imports)].map(([, module = "", whenCalled = module]) => whenCalled);
}

function copyOf(target: string, { path, text }: RuntimeFile): GeneratedFile {
  const header = `// Hand-written. Copied from generator/runtime/${path}; edit it there.\n`;
  return { path: target, text: header + text };
}
