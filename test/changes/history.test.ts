import { beforeAll, describe, expect, test } from "vitest";
import { judgeChanges } from "../../generator/changes/judge.ts";
import { reportMarkdown } from "../../generator/changes/output/markdown.ts";
import { plainText } from "../../generator/changes/sentence.ts";
import type { Report } from "../../generator/changes/report.ts";
import { loadRuntime } from "../../generator/load/runtime.ts";
import { loadSpec } from "../../generator/load/document.ts";
import { compile } from "../support/compile.ts";
import { hasSharedSpecs, needsSharedSpecs, sharedSpecs } from "../support/shared-specs.ts";
import { clientSources } from "./support/client-sources.ts";
import { consumerOf } from "./support/consumer.ts";

const files = sharedSpecs("uploads-history");
const fileOf = (number: string) => files.find((file) => file.includes(`/${number}-`)) ?? "";

async function judge(from: string, to: string): Promise<Report> {
  const [base, head] = [fileOf(from), fileOf(to)];
  return judgeChanges({
    base: { document: await loadSpec(base), file: base },
    head: { document: await loadSpec(head), file: head },
  });
}

const docs = (what: string) => ["patch", "docs only", what];

const steps = [
  {
    from: "003",
    to: "008",
    // `required` lost a name that no property had: the generator dropped it before, so no type has changed.
    want: [docs("Summary of `createUpload` edited")],
  },
  {
    from: "008",
    to: "012",
    // The file in an Upload was nullable before and is: it is only said in another way.
    want: [
      ["minor", "reader of results", "`OpenAIFile.expires_at` is new; it may be absent"],
      docs("Summary of `createUpload` edited"),
      docs("Description of `Upload.expires_at` edited"),
    ],
  },
  {
    from: "012",
    to: "016",
    want: [
      ["minor", "reader of results", '`OpenAIFile.purpose` may also be `"user_data"`'],
      ["minor", "caller", "`CreateUploadRequest.expires_after` is new; it may be left out"],
      ["minor", "caller", "Type `FileExpirationAfter` is new"],
      docs("Summary of `createUpload` edited"),
      docs("Summary of `cancelUpload` edited"),
      docs("Summary of `completeUpload` edited"),
      docs("2 texts of `CreateUploadRequest` edited"),
      docs("Description of `OpenAIFile.purpose` edited"),
      // The OpenAPI version, formats of integers, and a security scheme that no operation uses.
      docs("7 more places of the document differ, without further effect on any method or model"),
    ],
  },
  {
    from: "016",
    to: "017",
    // The licence, and examples in an extension, which the generator does not read.
    want: [docs("2 places of the document differ, without effect on any method or model")],
  },
];

describe.skipIf(!hasSharedSpecs)(`real changes of /uploads${needsSharedSpecs}`, () => {
  test.each(steps)("$from → $to", async ({ from, to, want }) => {
    const { verdict, entries } = await judge(from, to);
    expect(entries.map((entry) => [entry.verdict, entry.audience, plainText(entry.what)])).toEqual(
      want,
    );
    expect(verdict).toBe(want[0]?.[0]);
  });

  test("a step that edits texts only says so", async () => {
    const version = { current: "0.1.0", next: "0.1.1" };
    expect(reportMarkdown(await judge("003", "008"), version)).toContain("Documentation only");
    expect(reportMarkdown(await judge("008", "012"), version)).not.toContain("Documentation only");
  });

  describe("programs written for the old client", () => {
    let errors: string[];
    beforeAll(async () => {
      const runtime = await loadRuntime();
      const sources = runtime.map(({ path, text }) => ({ path: `runtime/${path}`, text }));
      for (const { from, to } of steps) {
        sources.push(...(await clientSources(await loadSpec(fileOf(to)), to, runtime)));
        const text = await consumerOf(await loadSpec(fileOf(from)));
        sources.push({ path: `${to}/src/consumer.ts`, text });
      }
      errors = compile(sources);
    }, 60_000);

    test.each(["008", "012", "017"])("compile against the client of %s", (to) => {
      expect(errors.filter((error) => error.startsWith(`${to}/`))).toEqual([]);
    });

    test("compile against the client of 016 but for the purpose that they don't know, which is a policy", () => {
      const own = errors.filter((error) => error.startsWith("016/"));
      expect(own.filter((error) => !error.includes('"user_data"'))).toEqual([]);
      expect(own).not.toEqual([]);
    });
  });
});
