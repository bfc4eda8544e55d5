/** A project with the package and the mocks, and a program for each of them. */
import { execFile } from "node:child_process";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { installPackage } from "../platforms/install.ts";

const run = promisify(execFile);

const adapters = resolve("test/world/mocks");
const runner = JSON.stringify(resolve("scripts/mocks/run-checks.ts"));

/**
 * What is installed, and how its program starts the checks. msw 3 and nock 15 take over new connections only: `fetch` goes
 * on over those that it has kept (findings/mocks-and-kept-connections.sh).
 */
const mocks = {
  "msw@3.0.5": `
    import * as msw from "msw";
    import * as mswNode from "msw/node";
    import { servedByMsw } from "${adapters}/serve-urls.ts";
    import { withMsw } from "${adapters}/with-msw.ts";
    const { delay, http, HttpResponse, passthrough } = msw;
    const { setupServer } = mswNode;
    await readUrls(onNode, servedByMsw(msw, mswNode));
    await runChecks(entries, withMsw({ delay, http, HttpResponse, passthrough, setupServer }), ["node:http", "fetch"], ["node:http"]);
  `,
  "nock@15.0.6": `
    import nock from "nock";
    import { servedByNock } from "${adapters}/serve-urls.ts";
    import { withNock } from "${adapters}/with-nock.ts";
    await readUrls(onNode, servedByNock(nock, true));
    await runChecks(entries, withNock(nock, true), ["node:http", "fetch"], ["node:http"]);
  `,
  "undici@8.13.1": `
    import * as undici from "undici";
    import { withMockAgent } from "${adapters}/with-mock-agent.ts";
    await runChecks(entries, withMockAgent(undici), ["fetch"]);
  `,
  "global-agent@3.0.0": `
    import { createGlobalProxyAgent } from "global-agent";
    await runThroughProxy(onNode, createGlobalProxyAgent());
  `,
} as const;

/** Installs all of it below `folder`. Resolves with the paths of the programs, by what they are for. */
export async function prepareProject(folder: string): Promise<Record<string, string>> {
  const project = await installPackage(folder);
  const names = Object.keys(mocks);
  // npm is of the Node that runs this, the programs are not.
  const flags = ["--no-audit", "--no-fund", "--ignore-scripts", "--no-engine-strict"];
  await run("npm", ["install", ...flags, ...names], { cwd: project });
  const programs: Record<string, string> = {};
  for (const [name, contents] of Object.entries(mocks)) {
    const outfile = join(project, `${name.replaceAll(/\W/g, "-")}.mjs`);
    await build({
      stdin: { contents: start + contents, resolveDir: project },
      bundle: true,
      platform: "node",
      format: "esm",
      target: "es2022",
      external: ["openai-uploads", "msw", "nock", "undici", "global-agent"],
      outfile,
      logLevel: "warning",
    });
    programs[name] = outfile;
  }
  return programs;
}

/** The package comes first: what is imported after a mock has its functions anyway. */
const start = `
  import * as onNode from "openai-uploads/node";
  import * as portable from "openai-uploads";
  import { readUrls, runChecks, runThroughProxy } from ${runner};
  const entries = { "node:http": onNode, fetch: portable };
`;
