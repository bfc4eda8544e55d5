import type { Exported } from "./exports.ts";

/** What examples may import. */
export interface ImportContext {
  readonly packageName: string;
  /** The classes of the API. */
  readonly classNames: readonly string[];
  readonly exported: readonly Exported[];
}

/** The modules that export something: the one for Node has what the one for all platforms has, unless in a form of its own. */
export function modulesOf({ name, entryPoint }: Exported, context: ImportContext): string[] {
  const { packageName, exported } = context;
  const isForNode = exported.some((it) => it.name === name && it.entryPoint === "node");
  const entryPoints = entryPoint === "index" && !isForNode ? ["index", "node"] : [entryPoint];
  return entryPoints.map((it) => moduleOf(it, packageName));
}

function moduleOf(entryPoint: string, packageName: string): string {
  return entryPoint === "index" ? packageName : `${packageName}/${entryPoint}`;
}

/** An example from a docstring as a program, with imports of what it uses of the package. */
export function withImports(example: string, { entryPoint }: Exported, context: ImportContext) {
  const { packageName, classNames, exported } = context;
  const words = new Set(example.match(/[\w$]+/g));
  const used = exported.filter(({ name }) => words.has(name));
  const isPortable = (name: string) =>
    exported.some((it) => it.name === name && it.entryPoint === "index");
  // Then all is imported from there, but what is for tests.
  const isForNode =
    entryPoint === "node" || used.some((it) => it.entryPoint === "node" && !isPortable(it.name));
  const imports = new Map<string, Set<string>>();
  const add = (name: string, from: string) => {
    const module = moduleOf(isForNode && from === "index" ? "node" : from, packageName);
    imports.set(module, (imports.get(module) ?? new Set()).add(name));
  };
  for (const name of classNames) if (words.has(name)) add(name, "index");
  for (const { name, entryPoint, declared } of used) {
    const isType = !declared || /^export (type|interface) /m.test(declared.code);
    if (entryPoint !== "node" || isForNode) add(isType ? `type ${name}` : name, entryPoint);
  }
  // What comes from elsewhere, the example imports itself.
  const [others = ""] = /^(?:import .*;\n)*/.exec(example) ?? [];
  const own = [...imports].map(([module, names]) => importOf(module, [...names]));
  return `${others}${own.join("")}\n${example.slice(others.length).trim()}`;
}

function importOf(module: string, names: readonly string[]): string {
  const fold = (name: string) => name.replace("type ", "").toLowerCase();
  const sorted = [...names].sort((one, other) => (fold(one) < fold(other) ? -1 : 1));
  const line = `import { ${sorted.join(", ")} } from "${module}";\n`;
  if (line.length <= 81) return line;
  return `import {\n${sorted.map((name) => `  ${name},\n`).join("")}} from "${module}";\n`;
}
