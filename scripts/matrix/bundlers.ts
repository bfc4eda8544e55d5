/** A program in one file, by each bundler: it uploads a file whose md5 is made in a thread. */
import { run, tool, write, type Cell, type Row } from "./project.ts";
import { threadProgram } from "./programs.ts";

/** Bundles `program.mjs` into `file`, which is then run. */
function bundling(file: string, bundle: (project: string) => Promise<unknown>): Cell {
  return async (project) => {
    await write(project, { "program.mjs": threadProgram });
    await bundle(project);
    await run(project, process.execPath, [file]);
    return undefined;
  };
}

const webpackConfig = (type: string) => `module.exports = {
  mode: "production", target: "node20", entry: "./program.mjs", experiments: { outputModule: ${type === "module"} },
  output: { path: __dirname + "/${type}", filename: "out.${type === "module" ? "mjs" : "cjs"}", library: { type: "${type}" } },
};`;
const rollupConfig = `import resolve from "@rollup/plugin-node-resolve";
export default { input: "program.mjs", external: [/^node:/], plugins: [resolve({ preferBuiltins: true })],
  output: [{ file: "out.mjs", inlineDynamicImports: true }, { file: "out.cjs", format: "cjs", inlineDynamicImports: true }] };`;
const viteConfig = `export default { ssr: { noExternal: true }, build: { ssr: "program.mjs", outDir: "vite", minify: true } };`;

export const bundlers: readonly Row[] = [
  {
    name: "webpack 5.113.0",
    tools: ["webpack@5.113.0", "webpack-cli@6.0.1"],
    cells: Object.fromEntries(
      [
        ["ESM", "module", "module/out.mjs"],
        ["CommonJS", "commonjs2", "commonjs2/out.cjs"],
      ].map(([name = "", type = "", file = ""]) => [
        name,
        bundling(file, async (project) => {
          await write(project, { "webpack.config.cjs": webpackConfig(type) });
          await tool(project, "webpack", ["--config", "webpack.config.cjs"]);
        }),
      ]),
    ),
  },
  {
    name: "rollup 4.68.8",
    tools: ["rollup@4.68.8", "@rollup/plugin-node-resolve@16.0.3"],
    cells: Object.fromEntries(
      [
        ["ESM", "out.mjs"],
        ["CommonJS", "out.cjs"],
      ].map(([name = "", file = ""]) => [
        name,
        bundling(file, async (project) => {
          await write(project, { "rollup.config.mjs": rollupConfig });
          await tool(project, "rollup", ["-c"]);
        }),
      ]),
    ),
  },
  {
    name: "vite 7.3.0",
    tools: ["vite@7.3.0"],
    cells: {
      ESM: bundling("vite/program.mjs", async (project) => {
        await write(project, { "vite.config.mjs": viteConfig });
        await tool(project, "vite", ["build"]);
      }),
    },
  },
  {
    name: "esbuild 0.28.2",
    tools: ["esbuild@0.28.2"],
    cells: Object.fromEntries(
      [
        ["ESM", "esm", "out.mjs"],
        ["CommonJS", "cjs", "out.cjs"],
      ].map(([name = "", format = "", file = ""]) => [
        name,
        bundling(file, (project) =>
          tool(project, "esbuild", [
            "program.mjs",
            "--bundle",
            "--minify",
            "--platform=node",
            `--format=${format}`,
            `--outfile=${file}`,
          ]),
        ),
      ]),
    ),
  },
];
