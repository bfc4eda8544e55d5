import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, delimiter, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type * as parserModule from "@actions/workflow-parser";
import { build } from "esbuild";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";

type Parser = typeof parserModule;

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}
interface Job {
  readonly if?: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly on: object;
  readonly permissions: object;
  readonly jobs: Readonly<Record<"fresh" | "explain" | "comment", Job>>;
}

const text = readFileSync(".github/workflows/api-changes.yml", "utf8");
const workflow = parse(text) as Workflow;
const jobs = Object.values(workflow.jobs);
const steps = jobs.flatMap((job) => job.steps);

describe("as GitHub reads it", () => {
  test("its own parser finds no error, and would", async () => {
    const errorsIn = await loadParser();
    expect(await errorsIn(text)).toEqual([]);
    expect(await errorsIn(text.replace("runs-on", "run-on"))).not.toEqual([]);
    expect(await errorsIn(text.replace("github.token", "githb.token"))).not.toEqual([]);
    expect(await errorsIn(text.replace("needs: explain", "needs: absent"))).not.toEqual([]);
  });

  test("code of a pull request runs without secrets and with a token that only reads", () => {
    expect(Object.keys(workflow.on)).toEqual(["pull_request"]);
    expect(text).not.toContain("secrets.");
    expect(workflow.permissions).toEqual({});
    for (const { steps, permissions } of jobs)
      expect(permissions).toEqual(
        steps.some(({ uses }) => uses !== undefined)
          ? { contents: "read" }
          : { "pull-requests": "write" },
      );
  });

  test("a pull request from a fork gets no comment, which would fail", () => {
    expect(workflow.jobs.comment.if).toContain("head.repo.full_name == github.repository");
  });

  test("text of a pull request is never put into a script", () => {
    for (const { run = "" } of steps) expect(run).not.toContain("${{");
  });

  // What a tag names can be another commit tomorrow.
  test.each(readdirSync(".github/workflows"))("its parser finds no error in %s", async (name) => {
    const errorsIn = await loadParser();
    expect(await errorsIn(readFileSync(join(".github/workflows", name), "utf8"))).toEqual([]);
  });

  test("actions of all workflows are GitHub's own, pinned by commit, with the release beside it", () => {
    const folder = ".github/workflows";
    const lines = readdirSync(folder).flatMap((name) =>
      readFileSync(join(folder, name), "utf8").split("\n"),
    );
    const uses = lines.filter((line) => /\buses:/.test(line));
    expect(uses.length).toBeGreaterThan(0);
    for (const line of uses)
      expect(line).toMatch(/^ +- uses: actions\/[a-z-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/);
  });
});

describe("its steps, run", () => {
  let root: string;
  let repository: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "workflow-"));
    repository = join(root, "repository");
    await mkdir(join(root, "bin"));
    await writeFile(join(root, "bin/npm"), npm, { mode: 0o755 });
    await writeFile(join(root, "bin/gh"), gh, { mode: 0o755 });
    await mergePullRequest(repository);
  }, 60_000);
  afterAll(() => rm(root, { recursive: true }));
  beforeEach(() => rm(join(root, "calls"), { force: true }));

  /** Runs what a job runs, as `bash -e` like GitHub; expressions have the values given. */
  function runJob(name: keyof Workflow["jobs"], values: Record<string, string> = {}) {
    const results = workflow.jobs[name].steps.flatMap(({ run, env = {} }) => {
      if (run === undefined) return [];
      const own = Object.entries(env).map(([key, value]) => [key, evaluate(value, values)]);
      const result = spawnSync("bash", ["--noprofile", "--norc", "-e", "-c", run], {
        cwd: repository,
        encoding: "utf8",
        env: { ...process.env, ...environment(), ...(Object.fromEntries(own) as object) },
      });
      return [result];
    });
    const failed = results.find(({ status }) => status !== 0);
    return { status: failed?.status ?? 0, output: results.map(({ stdout }) => stdout).join("") };
  }

  function environment() {
    return {
      PATH: `${join(root, "bin")}${delimiter}${process.env.PATH ?? ""}`,
      MODULES: resolve("node_modules"),
      CALLS: join(root, "calls"),
      COMMENTS: join(root, "comments"),
      RUNNER_TEMP: root,
      GITHUB_REPOSITORY: "owner/name",
      GITHUB_STEP_SUMMARY: join(root, "summary"),
      GITHUB_OUTPUT: join(root, "output"),
    };
  }

  test("what is fresh passes; what is stale fails and names the remedy", async () => {
    expect(runJob("fresh")).toMatchObject({ status: 0 });
    const file = join(repository, "generated/src/models.ts");
    const before = await readFile(file, "utf8");
    await writeFile(file, "// edited\n");
    expect(runJob("fresh")).toMatchObject({
      status: 1,
      output: expect.stringContaining("To fix it: npm run generate") as string,
    });
    await writeFile(file, before);
  }, 60_000);

  test("the explanation of what merging would change goes to the summary and to the next job", async () => {
    expect(runJob("explain")).toMatchObject({ status: 0 });
    const summary = await readFile(join(root, "summary"), "utf8");
    expect(summary).toContain("## API changes: major, 0.1.0 → 0.2.0");
    expect(summary).toContain('no longer accepts `"vision"`');
    const output = await readFile(join(root, "output"), "utf8");
    const [, end = "", markdown] = /^markdown<<(.+)\n([^]*?)\1\n$/.exec(output) ?? [];
    expect(end).toMatch(/^end-[0-9a-f]{32}$/);
    expect(markdown).toBe(summary);
  }, 60_000);

  describe("commenting", () => {
    const marker = "<!-- api-changes -->";
    const comment = async (markdown: string, comments: object) => {
      await writeFile(join(root, "comments"), JSON.stringify([comments]));
      const result = runJob("comment", {
        "github.token": "token",
        "github.event.pull_request.number": "7",
        "needs.explain.outputs.markdown": markdown,
      });
      expect(result.status).toBe(0);
      const calls = (await readFile(join(root, "calls"), "utf8")).trimEnd().split("\n");
      return calls.filter((call) => /POST|PATCH/.test(call));
    };
    const user = { type: "Bot" };
    const change = '## API changes: major\n\n`$(exit 9)` "quoted"\n';
    const others = [
      { id: 1, user: { type: "User" }, body: `${marker}\nquoted by a person` },
      { id: 2, user, body: "another bot's" },
    ];

    test("the first explanation is a new comment, as it is", async () => {
      expect(await comment(change, others)).toEqual([
        expect.stringMatching(/--method POST repos\/owner\/name\/issues\/7\/comments /),
      ]);
      expect(await readFile(join(root, "comment.md"), "utf8")).toBe(`${marker}\n${change}\n`);
    });

    test("a later one takes the place of it", async () => {
      expect(await comment(change, [...others, { id: 3, user, body: `${marker}\nold` }])).toEqual([
        expect.stringMatching(/--method PATCH repos\/owner\/name\/issues\/comments\/3 /),
      ]);
    });

    test("no change is no comment, but brings an older one up to date", async () => {
      const none = "## API changes: none\n";
      expect(await comment(none, others)).toEqual([]);
      expect(await comment(none, [{ id: 3, user, body: `${marker}\nold` }])).toHaveLength(1);
    });
  });
});

/**
 * What GitHub's parser says of a workflow: of its keys, its expressions, and how its jobs hang together. The parser is
 * bundled first, since it imports JSON in a way that Node refuses.
 */
async function loadParser(): Promise<(content: string) => Promise<string[]>> {
  const folder = await mkdtemp(join(tmpdir(), "workflow-parser-"));
  const outfile = join(folder, "parser.mjs");
  const stdin = { contents: 'export * from "@actions/workflow-parser";', resolveDir: resolve(".") };
  await build({ stdin, outfile, bundle: true, platform: "node", format: "esm" });
  const parser = (await import(pathToFileURL(outfile).href)) as Parser;
  await rm(folder, { recursive: true });
  return async (content) => {
    const trace = new parser.NoOperationTraceWriter();
    const { context, value } = parser.parseWorkflow({ name: "workflow.yml", content }, trace);
    if (value !== undefined) await parser.convertWorkflowTemplate(context, value);
    return context.errors.getErrors().map(({ message }) => message);
  };
}

/** Installs nothing: the modules that are here will do. */
const npm = `#!/usr/bin/env bash
if [ "$1" = ci ]; then exec ln -sfn "$MODULES" node_modules; fi
PATH="\${PATH#*:}" exec npm "$@"
`;

/** Notes what it is asked, and answers with the comments there are. */
const gh = `#!/usr/bin/env bash
echo "$*" >> "$CALLS"
case "$*" in *--method*) ;; *) cat "$COMMENTS" ;; esac
`;

/** A repository as GitHub checks it out: HEAD merges a pull request that takes a value from a request. */
async function mergePullRequest(folder: string): Promise<void> {
  for (const name of ["spec", "generator", "generated", "scripts", "package.json", ".gitignore"])
    await cp(name, join(folder, name), {
      recursive: true,
      filter: (path) => !["node_modules", "dist"].includes(basename(path)),
    });
  const run = (command: string, ...args: string[]) => {
    execFileSync(command, args, { cwd: folder, stdio: "pipe" });
  };
  const git = (...args: string[]) => {
    run("git", "-c", "user.name=A", "-c", "user.email=a@example.com", ...args);
  };
  git("init", "--quiet", "--initial-branch", "main");
  git("add", ".");
  git("commit", "--quiet", "--message", "Base");
  git("checkout", "--quiet", "-b", "change");
  const spec = join(folder, "spec/uploads.yaml");
  const before = await readFile(spec, "utf8");
  const after = before.replace(
    "            - fine-tune\n            - vision\n",
    "            - fine-tune\n",
  );
  expect(after).not.toBe(before);
  await writeFile(spec, after);
  run("ln", "-s", resolve("node_modules"), "node_modules");
  run("npm", "run", "generate");
  await rm(join(folder, "node_modules"));
  git("commit", "--quiet", "--all", "--message", "Change");
  git("checkout", "--quiet", "main");
  git("merge", "--quiet", "--no-ff", "--message", "Merge", "change");
}

/** The value of what is written as an expression; anything else as it is. */
function evaluate(value: string, values: Readonly<Record<string, string>>): string {
  return value.replace(/\$\{\{\s*(.+?)\s*\}\}/g, (_, expression: string) => {
    const known = values[expression];
    if (known === undefined) throw new Error(`no value for ${expression}`);
    return known;
  });
}
