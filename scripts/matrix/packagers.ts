/** Programs that bring their runtime along, and runtimes that have neither Node's modules nor a page. */
import { chmod, copyFile } from "node:fs/promises";
import { join } from "node:path";
import { run, tool, write, type Row } from "./project.ts";
import { portableProgram, threadProgram } from "./programs.ts";

const seaFuse = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2";
const edgeHost = `
const { EdgeRuntime } = require("edge-runtime");
const runtime = new EdgeRuntime({ extend: (context) => Object.assign(context, { done }) });
function done(result) {
  console.log(result);
  process.exitCode = result === "ok" ? 0 : 1;
}
runtime.evaluate(require("node:fs").readFileSync("edge.js", "utf8"));
`;

export const packagers: readonly Row[] = [
  {
    name: "Node's single executable",
    tools: ["esbuild@0.28.2", "postject@1.0.0-alpha.6"],
    cells: {
      async CommonJS(project) {
        await write(project, {
          "program.mjs": threadProgram,
          "sea.json":
            '{ "main": "out.cjs", "output": "sea.blob", "disableExperimentalSEAWarning": true }',
        });
        await tool(project, "esbuild", [
          "program.mjs",
          "--bundle",
          "--platform=node",
          "--outfile=out.cjs",
        ]);
        await run(project, process.execPath, ["--experimental-sea-config", "sea.json"]);
        const program = join(project, "program");
        await copyFile(process.execPath, program);
        await chmod(program, 0o755);
        const blob = ["program", "NODE_SEA_BLOB", "sea.blob", "--sentinel-fuse", seaFuse];
        await tool(project, "postject", blob);
        await run(project, program, []);
        return undefined;
      },
    },
  },
  {
    name: "bun build --compile, 1.4.5",
    tools: ["bun@1.4.5"],
    cells: {
      async ESM(project) {
        await write(project, { "program.mjs": threadProgram });
        await tool(project, "bun", ["build", "--compile", "program.mjs", "--outfile", "program"]);
        await run(project, join(project, "program"), []);
        return undefined;
      },
    },
  },
  {
    name: "edge-runtime 4.0.1",
    tools: ["esbuild@0.28.2", "edge-runtime@4.0.1"],
    cells: {
      async ESM(project) {
        await write(project, { "edge.mjs": portableProgram, "host.cjs": edgeHost });
        const options = ["--bundle", "--format=iife", "--platform=browser", "--outfile=edge.js"];
        await tool(project, "esbuild", ["edge.mjs", ...options]);
        await run(project, process.execPath, ["host.cjs"]);
        return undefined;
      },
    },
  },
];
