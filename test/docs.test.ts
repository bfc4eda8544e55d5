import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { ScriptTarget, transpile } from "typescript";
import { createClient, UploadsApi } from "../generated/src/index.ts";
import { createUploadsServer } from "../generated/src/runtime/uploads/testing/index.ts";
import { compile } from "./support/compile.ts";

const folders = [".", "spec", "generated", "generated/docs", "generated/docs/guides"];
const pages = folders.flatMap((folder) =>
  readdirSync(folder).flatMap((name) => (name.endsWith(".md") ? [join(folder, name)] : [])),
);

/** The TypeScript code blocks of a page. */
function snippetsOf(page: string): string[] {
  const text = readFileSync(page, "utf8");
  const blocks = [...text.matchAll(/^```ts\n(.*?)^```/gms)].map((match) => match[1] ?? "");
  // A signature has no body and is no program; it is the one printed in the class.
  return blocks.filter((block) => block.includes("import ") || nameOf(block));
}

/** The file that a code block is, where its first line says so. */
function nameOf(block: string): string | undefined {
  return /^\/\/ (\S+\.ts)\n/.exec(block)?.[1];
}

test("every TypeScript example in a README or reference page compiles", () => {
  const snippets = pages.flatMap((page) =>
    snippetsOf(page).map((text, index) => ({
      path: `${page.replace(/\W/g, "-")}/${nameOf(text) ?? `${index}.ts`}`,
      text,
    })),
  );
  expect(snippets.length).toBeGreaterThan(8);
  const own = (path: string) => [resolve("generated/src", path)];
  const paths = {
    "@/backend": [resolve("generated-in-memory/generated-docs-guides-backend-md/backend.ts")],
    "openai-uploads": own("index.ts"),
    "openai-uploads/node": own("node.ts"),
    "openai-uploads/testing": own("runtime/uploads/testing/index.ts"),
  };
  expect(compile(snippets, { paths, types: ["node"] })).toEqual([]);
}, 120_000);

describe("every link to a file leads somewhere", () => {
  test.each(pages)("%s", (page) => {
    const targets = [
      ...readFileSync(page, "utf8").matchAll(/(?:\]\(|src(?:set)?=")(?!https?:|#)([^)#"]+)/g),
    ].map((match) => match[1] ?? "");
    expect(targets.filter((target) => !existsSync(join(dirname(page), target)))).toEqual([]);
  });
});

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(page: string): string[] {
  const headings = readFileSync(page, "utf8").matchAll(/^#{1,6} (.+)$/gm);
  return [...headings].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, "")
      .replaceAll(" ", "-"),
  );
}

describe("every link to a section leads to one", () => {
  test.each(pages)("%s", (page) => {
    const links = [...readFileSync(page, "utf8").matchAll(/\]\((?!https?:)([^)#]*)#([^)]+)\)/g)];
    const lost = links.filter(([, target = "", anchor = ""]) => {
      const file = target === "" ? page : join(dirname(page), target);
      return !anchorsOf(file).includes(anchor);
    });
    expect(lost.map(([link]) => link)).toEqual([]);
  });
});

test("the commands that READMEs and CONTRIBUTING name exist", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as {
    scripts: Record<string, string>;
  };
  const named = pages.flatMap((page) =>
    [...readFileSync(page, "utf8").matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1] ?? ""),
  );
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

test("the middleware for logging shows a call, and not the key", async () => {
  const server = createUploadsServer();
  const lines: unknown[][] = [];
  const [snippet = ""] = snippetsOf("generated/docs/guides/calls.md").filter((it) =>
    it.includes("console.debug"),
  );
  const program = transpile(snippet.replace(/^import .*$/m, ""), { target: ScriptTarget.ES2022 });
  const create = () => createClient({ apiKey: "sk-canary-0123456789", fetch: server.fetch });
  const console = { debug: (...words: unknown[]) => void lines.push(words) };
  const scope = { createClient: create, UploadsApi, console };
  const call = runInNewContext(`(async () => { ${program} })()`, scope) as Promise<void>;
  await expect(call).rejects.toThrow("404");
  const url = "https://api.openai.com/v1/uploads/upload_abc123/cancel";
  expect(lines).toEqual([["POST", url, 404, expect.stringMatching(/^\d{1,4} ms$/), "req_000001"]]);
  expect(JSON.stringify(lines)).not.toContain("canary");
});
