// Hand-written. Copied from generator/runtime/uploads/command/build.ts; edit it there.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What a bundler reports about a file that it writes. */
interface Chunk {
  readonly type: string;
  readonly modules?: Readonly<Record<string, unknown>>;
}

interface Emitting {
  emitFile(file: { type: "asset"; fileName: string; source: string }): string;
}

/**
 * How rolldown builds a command: as one file beside those of the package, which it loads only when there is something to
 * do, with the licences of what is bundled. As CommonJS, which starts faster than a module.
 */
export function commandBuild(entry: string) {
  return {
    input: { command: entry },
    platform: "node" as const,
    plugins: [thePackage, leftOut, lazyModules, licences],
    output: {
      dir: "dist",
      format: "cjs" as const,
      entryFileNames: "[name].cjs",
      codeSplitting: false,
      dynamicImportInCjs: false,
      minify: true,
      banner: "#!/usr/bin/env node",
    },
  };
}

/** Leaves out the package itself, which is installed anyway. */
const thePackage = {
  name: "the-package",
  resolveId: (id: string) =>
    id === "./node.ts" ? { id: "./node.cjs", external: true } : undefined,
};

const builtin = /^(node:|(assert|events|http|https|net|tls|url)$)/;
const mark = "\0lazy:";

/** Node's modules are loaded where they are first used, and not before help is printed. */
const lazyModules = {
  name: "lazy-modules",
  resolveId(id: string, importer: string | undefined) {
    if (!builtin.test(id)) return undefined;
    return importer?.startsWith(mark) ? { id, external: true } : mark + id;
  },
  load(id: string) {
    if (!id.startsWith(mark)) return undefined;
    return `module.exports = require(${JSON.stringify(id.slice(mark.length))});`;
  },
};

const stub = "\0stub:";

/**
 * What replaces modules that are left out. The proxy agents pass everything they are given to `debug`, passwords included;
 * their Negotiate support needs a native package that isn't installed, and has no licence file. Commander can start other
 * programs, which isn't needed here, and loading what that takes is a tenth of the start-up time.
 */
const stubs: Readonly<Record<string, string>> = {
  debug: "module.exports = () => () => undefined;",
  "node:child_process": "module.exports = {};",
  "proxy-agent-negotiate": "export const createNegotiateAuth = undefined;",
};

const leftOut = {
  name: "left-out",
  resolveId: (id: string) => (Object.hasOwn(stubs, id) ? stub + id : undefined),
  load: (id: string) => (id.startsWith(stub) ? stubs[id.slice(stub.length)] : undefined),
};

const licences = {
  name: "licences",
  generateBundle(this: Emitting, _: unknown, bundle: Readonly<Record<string, Chunk>>) {
    const modules = Object.values(bundle).flatMap(({ modules = {} }) => Object.keys(modules));
    const folders = modules.map((id) =>
      /^.*[/\\]node_modules[/\\](@[^/\\]+[/\\])?[^/\\]+/.exec(id),
    );
    const notices = [...new Set(folders.map((match) => match?.[0] ?? ""))].filter(Boolean).sort();
    const source = notices.map(noticeOf).join(`\n${"-".repeat(80)}\n\n`);
    this.emitFile({ type: "asset", fileName: "command-licenses.txt", source });
  },
};

function noticeOf(folder: string): string {
  const { name, version, license } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  ) as Record<"name" | "version" | "license", string>;
  const file = readdirSync(folder).find((it) => /^licen[cs]e(\.|$)/i.test(it));
  if (file === undefined)
    throw new Error(`${name} has no licence file; its notice has to ship with the command`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
}
