import { readFileSync } from "node:fs";
import { diffLines } from "diff";
import { parse, stringify } from "yaml";
import { expect, test } from "vitest";
import { generateFromText } from "./support/generate.ts";

interface Document {
  paths: Record<string, Record<string, Record<string, unknown>>>;
  components: { schemas: Record<string, { properties: Record<string, Record<string, unknown>> }> };
}

const original = readFileSync("spec/uploads.yaml", "utf8");

/** Changes the document as a maintainer would, and counts the lines of code that were removed or added by it. */
async function changedLines(change: (document: Document) => void): Promise<number> {
  const document = parse(original) as Document;
  change(document);
  const [before, after] = await Promise.all([code(original), code(stringify(document))]);
  return diffLines(before, after)
    .filter(({ added, removed }) => added || removed)
    .reduce((total, { count }) => total + count, 0);
}

async function code(text: string): Promise<string> {
  const files = await generateFromText(text);
  return files
    .flatMap((file) => (file.path.endsWith(".ts") ? [`${file.path}\n${file.text}`] : []))
    .join("");
}

test.each<[string, number, (document: Document) => void]>([
  [
    "an optional property is added",
    2,
    ({ components }) => {
      Object.assign(components.schemas.Upload?.properties ?? {}, {
        region: { description: "Where the file is stored.", type: "string" },
      });
    },
  ],
  [
    "an enum value is added",
    2,
    ({ components }) => {
      (components.schemas.Upload?.properties.status?.enum as string[]).push("paused");
    },
  ],
  [
    "a property's description is edited",
    2,
    ({ components }) => {
      Object.assign(components.schemas.UploadPart?.properties.id ?? {}, { description: "Edited." });
    },
  ],
  [
    "an operation's description is edited",
    2,
    ({ paths }) => {
      Object.assign(paths["/uploads/{upload_id}/cancel"]?.post ?? {}, { description: "Edited." });
    },
  ],
])("%s: at most %i lines of code change", async (_, most, change) => {
  const lines = await changedLines(change);
  expect(lines).toBeGreaterThan(0);
  expect(lines).toBeLessThanOrEqual(most);
});

test.each([
  "/uploads",
  "/uploads/{upload_id}/parts",
  "/uploads/{upload_id}/complete",
  "/uploads/{upload_id}/cancel",
])("the operationId of %s is renamed: at most 4 lines of code change", async (path) => {
  const lines = await changedLines(({ paths }) => {
    Object.assign(paths[path]?.post ?? {}, { operationId: "renamedOperation" });
  });
  expect(lines).toBeGreaterThan(0);
  expect(lines).toBeLessThanOrEqual(4);
});
