import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Others' caches, which last beyond a run so that the next one is faster. */
const caches = /^(?:tsx-\d+|node-compile-cache|v8-compile-cache-\d+)$/;

/**
 * Gives a run a temporary folder of its own. Whatever a test leaves in it is deleted, and fails the run: on a machine
 * where tests run all day, it fills the disk. The name is short, since a socket's path may have 107 bytes.
 */
export function setup(): (() => void) | undefined {
  // Each project calls this; the folder is for all of them.
  if (process.env.TESTS_TEMPORARY_FOLDER) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "t-"));
  const { TMPDIR } = process.env;
  Object.assign(process.env, { TMPDIR: folder, TESTS_TEMPORARY_FOLDER: folder });
  return () => {
    const left = readdirSync(folder).filter((name) => !caches.test(name));
    rmSync(folder, { recursive: true, force: true });
    Reflect.deleteProperty(process.env, "TESTS_TEMPORARY_FOLDER");
    if (TMPDIR === undefined) Reflect.deleteProperty(process.env, "TMPDIR");
    else process.env.TMPDIR = TMPDIR;
    if (left.length === 0) return;
    console.error(
      `Tests left in their temporary folder: ${left.join(", ")}. Delete what a test makes.`,
    );
    process.exitCode = 1;
  };
}
