import { posix } from "node:path";
import type { GeneratedFile } from "../files/generated-file.ts";
import { commandEntry, entryPointOf } from "../load/runtime.ts";

/** What an entry point of the package exports, besides the classes and models of the API. */
export interface Exported {
  readonly name: string;
  /** The entry point: `index`, `node` or `testing`. */
  readonly entryPoint: string;
  /** The title of the page that tells about it. */
  readonly page: string;
  /** What is said of the page as a whole, beside the list that exports it. */
  readonly pageText: string | undefined;
  /** Undefined for a type of another package. */
  readonly declared: Declared | undefined;
}

/** A declaration with its docstring; functions and methods have no bodies. */
export interface Declared {
  readonly path: string;
  readonly code: string;
}

/** The sources of a package, from which declarations are taken by name. */
export class Sources {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #statements = new Map<string, ReadonlyMap<string, string>>();

  constructor(files: readonly GeneratedFile[]) {
    this.#texts = new Map(files.map(({ path, text }) => [path, text]));
  }

  /** What a name means in a file: declared there, or by the file that it comes from. */
  find(path: string, name: string): Declared | undefined {
    const code = this.#statementsOf(path).get(name);
    if (code !== undefined) return { path, code };
    const list = nameLists(this.#texts.get(path) ?? "").find(({ names }) => names.includes(name));
    return list?.from.startsWith(".") === true
      ? this.find(posix.join(posix.dirname(path), list.from), name)
      : undefined;
  }

  #statementsOf(path: string): ReadonlyMap<string, string> {
    const statements = this.#statements.get(path) ?? statementsOf(this.#texts.get(path) ?? "");
    this.#statements.set(path, statements);
    return statements;
  }
}

/** What a package exports, and the sources in which it is declared. */
export interface Exports {
  readonly exported: readonly Exported[];
  readonly sources: Sources;
}

/**
 * What the entry points of a package export that is no class or model of its API, in the order in which a reader wants it.
 *
 * @param files the sources of the package, those copied from the runtime among them.
 */
export function readExports(files: readonly GeneratedFile[]): Exports {
  const sources = new Sources(files);
  const exported = [emittedExports, listedExports].flatMap((read) =>
    files.flatMap(({ path, text }) => read(path, text, sources)),
  );
  const others = 2;
  const rank = ({ entryPoint }: Exported) => ({ index: 0, node: 1 })[entryPoint] ?? others;
  return { exported: exported.sort((one, other) => rank(one) - rank(other)), sources };
}

export const noExports: Exports = readExports([]);

/** `createClient` and what goes with it, which know the API: they are emitted. */
function emittedExports(path: string, text: string, sources: Sources): Exported[] {
  const entryPoint = { "src/create-client.ts": "index", "src/node.ts": "node" }[path];
  if (entryPoint === undefined) return [];
  const names = [...statementsOf(text)].flatMap(([name, code]) =>
    /^export /m.test(code) ? [name] : [],
  );
  // The function first, since all the rest is about it.
  names.sort((one, other) => Number(other === "createClient") - Number(one === "createClient"));
  return names.map((name) => ({
    name,
    entryPoint,
    page: "createClient",
    pageText: undefined,
    declared: sources.find(path, name),
  }));
}

function listedExports(path: string, text: string, sources: Sources): Exported[] {
  const entryPoint = entryPointOf({ path: path.replace("src/runtime/", ""), text });
  // A program is run, not imported.
  const isImported = entryPoint !== undefined && entryPoint !== commandEntry;
  if (!isImported || !path.startsWith("src/runtime/")) return [];
  return nameLists(text).flatMap(({ names, comment }) => {
    const [pageText = "", category] = comment.split(/^@category /m);
    return names.map((name) => ({
      name,
      entryPoint,
      page: category?.trim() ?? names[0] ?? name,
      pageText: pageText.trim() || undefined,
      declared: sources.find(path, name),
    }));
  });
}

interface NameList {
  /** Its doc comment's text. */
  readonly comment: string;
  readonly names: readonly string[];
  readonly from: string;
}

/** The lists of names that a file imports or exports from others. */
function nameLists(text: string): NameList[] {
  const lists =
    /^(?:\/\*\*((?:[^*]|\*(?!\/))*)\*\/\n)?(?:import|export) (?:type )?\{([^}]*)\} from "([^"]+)"/gm;
  return [...text.matchAll(lists)].map(([, comment = "", names = "", from = ""]) => ({
    comment: comment.replace(/^[ *]+/gm, "").trim(),
    names: names.split(",").flatMap((name) => name.replace(/^\s*type /, "").trim() || []),
    from,
  }));
}

/**
 * The declarations at a file's top level, by name, cut where a line begins one, as the formatter leaves them: parsing
 * whole files, function bodies and all, takes twice as long as what is wanted of them.
 */
function statementsOf(text: string): ReadonlyMap<string, string> {
  const starts = /^(?=\/\*\*|(?:export )?(?:async )?(?:function|class|interface|type|const|let) )/m;
  const found = new Map<string, string>();
  let docs = "";
  for (const piece of text.split(starts)) {
    const [, kind, name] =
      /^(?:export )?(?:async )?(function|class|interface|type|const) ([\w$]+)/.exec(piece) ?? [];
    if (name !== undefined && !found.has(name))
      found.set(name, docs + withoutBodies(kind, piece).trim());
    docs = piece.startsWith("/**") ? piece : "";
  }
  return found;
}

function withoutBodies(kind: string | undefined, code: string): string {
  if (kind === "function") return code.replace(/^(\S.*[^:]) \{\n[^]*/m, "$1;");
  return kind === "class" ? code.replace(/^( {2}\S.*) \{\n[^]*?\n {2}\}$/gm, "$1;") : code;
}
