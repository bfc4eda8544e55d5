import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { expect, test } from "vitest";
import { reportMarkdown } from "../../../generator/changes/output/markdown.ts";
import { judgeEdits } from "../support/judge.ts";

const version = { current: "1.4.2", next: "2.0.0" };
const kind = "#/components/schemas/CreateJob/properties/kind";

test("a break: verdict and version, a table, details folded", async () => {
  const report = await judgeEdits({ [`${kind}/enum`]: ["copy"] });
  expect(reportMarkdown(report, version)).toBe(`## API changes: major, 1.4.2 → 2.0.0

1 breaking change.

| Verdict | Where | What changes | For | What to do |
| - | - | - | - | - |
| **major** | \`createJob\` | \`CreateJob.kind\` no longer accepts \`"sort"\` | caller | Use another value. |

<details>
<summary>Details</summary>

**major**: \`CreateJob.kind\` no longer accepts \`"sort"\`.

In \`createJob\` (\`POST /jobs\`), at \`${kind}\`

\`\`\`diff
- "copy" | "sort"
+ "copy"
\`\`\`

</details>
`);
});

test("no change: nothing to release", async () => {
  expect(reportMarkdown(await judgeEdits({}), version)).toBe(
    "## API changes: none\n\nNothing changes for users of the client: there is nothing to release.\n",
  );
});

test("a verdict by policy is marked, and the switch named", async () => {
  const edits = {
    "#/components/schemas/Job/properties/status/enum": ["running", "done", "failed"],
  };
  const text = reportMarkdown(await judgeEdits(edits), version);
  expect(text).toContain("| minor (policy) | `listJobs`, `createJob` and 2 more |");
  expect(text).toContain("`--response-enum`");
});

test("of a long text, the lines that differ", async () => {
  const lines = Array.from({ length: 40 }, (_, index) => `Line ${index}.`);
  const place = "#/components/schemas/Report/description";
  const [before, after] = [lines.join("\n"), [...lines, "One more."].join("\n")];
  const { entries, ...report } = await judgeEdits({ [place]: "x" });
  const edited = entries.map((entry) => ({ ...entry, before, after }));
  const text = reportMarkdown({ ...report, entries: edited }, version);
  expect(text).toContain("```diff\n+ One more.\n```");
});

/** All that a page does besides showing text, tables and code. */
function actsOf(markdown: string): string[] {
  const options = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };
  const acts: string[] = [];
  const visit = (node: Nodes) => {
    if (
      ["html", "link", "image", "linkReference", "imageReference", "definition"].includes(node.type)
    )
      acts.push("value" in node ? node.value : node.type);
    if (node.type === "text" && /@|#\d|https?:/.test(node.value)) acts.push(node.value);
    if ("children" in node) node.children.forEach(visit);
  };
  visit(fromMarkdown(markdown, options));
  return acts;
}

const hostile = [
  "</details><script>alert(1)</script>",
  "![x](https://example.com/x.png)",
  "`code` | @everyone #1",
  "\n\n# Heading\n\n<img src=x onerror=alert(1)>",
  "```\n</details>\n```",
  "https://example.com/",
  "\\` <!-- \\| -->",
];

test.each(hostile)("text of a document is harmless: %j", async (payload) => {
  const report = await judgeEdits({
    [`${kind}/enum`]: [payload],
    "#/components/schemas/Job/properties/label": undefined,
    "#/components/schemas/CreateJob/properties/x": { type: "string", description: payload },
    [`#/components/schemas/Job/properties/${payload.replace(/~/g, "~0").replace(/\//g, "~1")}`]: {
      type: "integer",
    },
    "#/components/schemas/CreateJob/properties/name/pattern": payload,
    "#/components/schemas/CreateJob/properties/retries/default": payload,
    "#/paths/~1jobs/post/description": payload,
    "#/servers/0/url": `https://example.org/${payload}`,
    "#/security": [{ [payload]: [payload] }],
  });
  expect(report.entries.length).toBeGreaterThan(8);
  const markdown = reportMarkdown(report, version);
  expect(actsOf(markdown)).toEqual(["<details>\n<summary>Details</summary>", "</details>"]);
});
