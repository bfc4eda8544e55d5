import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { constants, Script } from "node:vm";

/** Smaller ones are compiled sooner than looked up. In characters. */
const large = 50_000;

/**
 * Keeps the compiled code of large libraries, the compiler's and the formatter's, between runs: a tenth of a run's time.
 * Node 22.8 and later do so themselves when asked. It must be asked for before the libraries are loaded.
 *
 * @param folder Where the code is kept. Without the right to write there, it is compiled each time.
 */
export function keepCompiled(folder: string): void {
  const { enableCompileCache } = Module as { enableCompileCache?: () => unknown };
  if (enableCompileCache) enableCompileCache();
  else keepByOurselves(folder);
}

interface Loader {
  _compile: (this: Module, code: string, path: string) => unknown;
}

function keepByOurselves(folder: string): void {
  const loader = Module.prototype as unknown as Loader;
  const compile = loader._compile;
  loader._compile = function (code, path) {
    if (code.length < large) return compile.call(this, code, path);
    const run = compiled(code, path, folder) as (...scope: unknown[]) => unknown;
    return run.call(this.exports, this.exports, createRequire(path), this, path, dirname(path));
  };
}

function compiled(code: string, path: string, folder: string): unknown {
  const kept = join(folder, encodeURIComponent(path).slice(-200));
  const script = new Script(Module.wrap(code), {
    filename: path,
    cachedData: newerThan(path, kept),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  // At the end, all that was called has been compiled.
  if (script.cachedDataRejected !== false) process.once("exit", () => keep(script, kept));
  return script.runInThisContext();
}

/** What is kept of a file as it is now: V8 only compares lengths. Unpacked packages tell their time by the change of their status. */
function newerThan(path: string, kept: string): Buffer | undefined {
  try {
    return statSync(kept).mtimeMs > statSync(path).ctimeMs ? readFileSync(kept) : undefined;
  } catch {
    return undefined;
  }
}

/** In one step, since another process may be reading it. */
function keep(script: Script, path: string): void {
  const unfinished = `${path}.${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(unfinished, script.createCachedData());
    renameSync(unfinished, path);
  } catch {
    // It is only slower without.
  }
}
