/** The guide's backend on each framework: the files it needs there, and what starts it. */
import { readFileSync } from "node:fs";
import { symlink } from "node:fs/promises";
import { join, resolve } from "node:path";
import { filesOf } from "../../test/support/guide-files.ts";
import { run, tool, write } from "../matrix/project.ts";

export interface Framework {
  readonly name: string;
  /** Makes an empty folder ready. Resolves with what Node is to be started with there. */
  readonly prepare: (folder: string) => Promise<readonly string[]>;
}

const packages = ["next@16.4.6", "react@19.2.0", "react-dom@19.2.0"];
const types = ["typescript@5.9.2", "@types/node@20.19.43", "@types/react@19.2.2"];
const tsconfig = {
  compilerOptions: {
    target: "es2022",
    lib: ["dom", "dom.iterable", "es2022"],
    module: "esnext",
    moduleResolution: "bundler",
    jsx: "react-jsx",
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    paths: { "@/*": ["./*"] },
  },
};

const next: Framework = {
  name: "Next.js 16.4.6",
  async prepare(folder) {
    await write(folder, {
      "package.json": '{ "private": true }\n',
      "tsconfig.json": JSON.stringify(tsconfig),
    });
    await unpack(folder, ["backend.ts", "app/api/openai/[...path]/route.ts"]);
    await run(folder, "npm", ["install", "--no-audit", "--no-fund", ...packages, ...types]);
    await tool(folder, "next", ["build"], { NEXT_TELEMETRY_DISABLED: "1" });
    return ["node_modules/next/dist/bin/next", "start"];
  },
};

export const frameworks: readonly Framework[] = [
  withNodeServer("Hono", "hono"),
  withNodeServer("Express", "express"),
  next,
];

/** One whose program is the guide's. */
function withNodeServer(name: string, module: string): Framework {
  const path = `node_modules/${module}/package.json`;
  const { version } = JSON.parse(readFileSync(path, "utf8")) as { version: string };
  return {
    name: `${name} ${version}`,
    async prepare(folder) {
      await unpack(folder, ["backend.ts", `${module}.ts`]);
      await write(folder, { "package.json": '{ "type": "module" }\n' });
      await symlink(resolve("node_modules"), join(folder, "node_modules"));
      return ["--import", "tsx", `${module}.ts`];
    },
  };
}

async function unpack(folder: string, paths: readonly string[]): Promise<void> {
  const files = filesOf("backend");
  for (const path of paths) {
    const text = files.get(path);
    if (text === undefined) throw new Error(`spec/package/guides/backend.md has no ${path}`);
    await write(folder, { [path]: text });
  }
}
