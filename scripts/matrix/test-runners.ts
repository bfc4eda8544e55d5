/** The package under test runners, as they are set up by default, and programs that run TypeScript. */
import { tool, write, type Row } from "./project.ts";
import { programs } from "./programs.ts";

const bytes = 'new TextEncoder().encode("hello")';
const cjsTest = (program: string) => `${program}
test("uploads", async () => {
  expect(await upload(${bytes})).toBe("ok");
});
`;
const run = `upload(${bytes}).then(console.log, (error) => { console.error(error); process.exit(1); });`;
/** The programs are JavaScript, in a file of TypeScript: what is tried here is loading. types.ts tries the types. */
const untyped = "// @ts-nocheck\n";

export const testRunners: readonly Row[] = [
  {
    name: "Jest 30.5.2",
    tools: ["jest@30.5.2", "jest-environment-jsdom@30.5.2", "jest-fixed-jsdom@0.0.11"],
    cells: {
      async CommonJS(project) {
        await write(project, { "cjs/a.test.js": cjsTest(programs.cjs) });
        await tool(project, "jest", ["cjs"]);
        return undefined;
      },
      async ESM(project) {
        await write(project, { "esm/a.test.mjs": cjsTest(programs.esm) });
        const env = { NODE_OPTIONS: "--experimental-vm-modules" };
        await tool(project, "jest", ["esm", "--testMatch", "**/*.test.mjs"], env);
        return undefined;
      },
      async "jest-fixed-jsdom"(project) {
        await write(project, { "dom/a.test.js": cjsTest(programs.portableCjs) });
        await tool(project, "jest", ["dom", "--env", "jest-fixed-jsdom"]);
        return undefined;
      },
    },
  },
  {
    name: "ts-jest 29.4.15",
    tools: ["jest@30.5.2", "ts-jest@29.4.15", "typescript@5.9.3", "@types/jest@30.0.0"],
    cells: {
      async CommonJS(project) {
        await write(project, {
          "a.test.ts": untyped + cjsTest(programs.esm),
          "tsconfig.json": '{ "compilerOptions": { "module": "commonjs", "target": "es2022" } }',
          "jest.config.js": 'module.exports = { preset: "ts-jest" };',
        });
        await tool(project, "jest", []);
        return undefined;
      },
    },
  },
  {
    name: "vitest 4.1.12",
    tools: ["vitest@4.1.12", "happy-dom@20.0.0", "jsdom@27.0.0"],
    cells: Object.fromEntries(
      ["node", "happy-dom", "jsdom"].map((environment) => [
        environment,
        async (project: string) => {
          const program = environment === "node" ? programs.esm : programs.portableEsm;
          const head = 'import { expect, test } from "vitest";\n';
          await write(project, { "a.test.mjs": head + cjsTest(program) });
          await tool(project, "vitest", ["run", "--environment", environment]);
          return undefined;
        },
      ]),
    ),
  },
  {
    name: "mocha 11.7.5",
    tools: ["mocha@11.7.5"],
    cells: {
      async CommonJS(project) {
        await write(project, {
          "a.cjs": `${programs.cjs}\nit("uploads", () => upload(${bytes}));`,
        });
        await tool(project, "mocha", ["a.cjs"]);
        return undefined;
      },
      async ESM(project) {
        await write(project, {
          "a.mjs": `${programs.esm}\nit("uploads", () => upload(${bytes}));`,
        });
        await tool(project, "mocha", ["a.mjs"]);
        return undefined;
      },
    },
  },
  {
    name: "ts-node 10.9.2",
    tools: ["ts-node@10.9.2", "typescript@5.9.3", "@types/node@20.19.43"],
    cells: {
      async CommonJS(project) {
        await write(project, {
          "a.ts": untyped + programs.esm + run,
          "tsconfig.json": '{ "compilerOptions": { "module": "commonjs", "target": "es2022" } }',
        });
        await tool(project, "ts-node", ["a.ts"]);
        return undefined;
      },
    },
  },
  {
    name: "tsx 4.23.15",
    tools: ["tsx@4.23.15"],
    cells: {
      async CommonJS(project) {
        await write(project, { "a.ts": programs.esm + run });
        await tool(project, "tsx", ["a.ts"]);
        return undefined;
      },
      async ESM(project) {
        await write(project, { "a.mts": programs.esm + run });
        await tool(project, "tsx", ["a.mts"]);
        return undefined;
      },
    },
  },
];
