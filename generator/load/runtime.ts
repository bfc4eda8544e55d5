import { readdir, readFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { InputError } from "../errors.ts";

/** One hand-written file that ships with the package. */
export interface RuntimeFile {
  /** Relative to `generator/runtime`, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

const root = join(import.meta.dirname, "../runtime");

/**
 * Reads the runtime that every API uses (its files, and what only Node has, in `node`), and one folder of it that
 * serves a single API.
 *
 * @param folder Name of that folder under `generator/runtime`, if one is wanted.
 * @throws {InputError} There is no such folder.
 */
export async function loadRuntime(folder?: string): Promise<RuntimeFile[]> {
  const common = await readdir(root);
  const folders = ["node", ...(folder === undefined ? [] : [folder])];
  const listed = await Promise.all(folders.map((name) => listFolder(name, common)));
  const names = [...common, ...listed.flat()].filter((name) => name.endsWith(".ts")).sort();
  return Promise.all(
    names.map(async (name) => ({
      path: name.split(sep).join("/"),
      text: await readFile(join(root, name), "utf8"),
    })),
  );
}

async function listFolder(folder: string, entries: readonly string[]): Promise<string[]> {
  if (entries.includes(folder)) {
    const names = await readdir(join(root, folder), { recursive: true });
    return names.map((name) => join(folder, name));
  }
  const folders = entries.filter((name) => !name.endsWith(".ts"));
  throw new InputError(
    `--runtime ${folder}: there is no such folder in generator/runtime`,
    `There is: ${folders.join(", ")}.`,
  );
}

/**
 * Which of the package's entry points has the exports of an index file: `index` those that run anywhere, `node` those of a
 * folder with that name, and any other folder below a runtime folder is one of its own, as `uploads/testing` is `testing`.
 * `command` is a program, and not imported.
 */
export function entryPointOf({ path }: RuntimeFile): string | undefined {
  const match = /^(?:([^/]+)\/)?(?:([^/]+)\/)?index\.ts$/.exec(path);
  if (match === null) return undefined;
  const [, folder, inner] = match;
  return inner ?? (folder === "node" ? "node" : "index");
}

/** The entry point that is a program: the package's `bin`. */
export const commandEntry = "command";

/** A name that a file of the runtime exports. */
export interface ExportedName {
  readonly name: string;
  readonly isTypeOnly: boolean;
}

/** What a file adds to `index` and `node`. */
export function exportedNames(file: RuntimeFile): ExportedName[] {
  const entryPoint = entryPointOf(file);
  return entryPoint === "index" || entryPoint === "node" ? namesFromOthers(file) : [];
}

/** Those that it exports from another file. */
function namesFromOthers({ text }: RuntimeFile): ExportedName[] {
  const lists = [...text.matchAll(/export (type )?\{([^}]*)\}/g)];
  return lists.flatMap(([, type, names = ""]) =>
    names
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "")
      .map((name) => ({
        name: name.replace(/^type /, ""),
        isTypeOnly: type !== undefined || name.startsWith("type "),
      })),
  );
}

/** Those that it declares itself. */
function namesDeclared({ text }: RuntimeFile): ExportedName[] {
  const declarations = [
    ...text.matchAll(/^export (?:async )?(class|const|function|interface|type) (\w+)/gm),
  ];
  return declarations.map(([, kind, name = ""]) => ({
    name,
    isTypeOnly: kind === "interface" || kind === "type",
  }));
}

/** Name → what it is, and the path of the file that emitted code imports it from. */
export type RuntimeExports = ReadonlyMap<string, ExportedName & { readonly path: string }>;

/**
 * What emitted code may import of the runtime that every API uses. Where one file exports the name of another, it is the
 * door to that; entry points are for others.
 */
export function runtimeExports(runtime: readonly RuntimeFile[]): RuntimeExports {
  const files = runtime.filter(({ path }) => !path.includes("/") && path !== "index.ts");
  const found = [namesDeclared, namesFromOthers].flatMap((namesOf) =>
    files.flatMap((file) => namesOf(file).map((it) => ({ ...it, path: file.path }))),
  );
  return new Map(found.map((it) => [it.name, it]));
}
