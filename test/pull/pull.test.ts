import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { generate } from "../../generator/generate.ts";
import type { JsonObject } from "../../generator/json.ts";
import { loadPackage } from "../../generator/load/package.ts";
import { loadRuntime } from "../../generator/load/runtime.ts";
import { loadSpec } from "../../generator/load/document.ts";
import { loadOverlay, type Action } from "../../generator/load/overlay.ts";
import { operationsIn } from "../../generator/pull/operations.ts";
import { pull, type Pulled } from "../../generator/pull/pull.ts";
import { reportOf, warningsOf } from "../../generator/pull/report.ts";
import { compareFiles } from "../../generator/files/write-files.ts";
import { hasSharedSpecs, needsSharedSpecs, sharedSpecs } from "../support/shared-specs.ts";

const committed = readFileSync("spec/uploads.yaml", "utf8");
const heading = /^(?:#.*\n)*/.exec(committed)?.[0] ?? "";
const ours = parse(committed) as UploadsDocument;

let overlay: Action[];
beforeAll(async () => {
  overlay = await loadOverlay("spec/overlay.yaml");
});

function pullFrom(document: JsonObject): Promise<Pulled> {
  return pull({ document, source: "upstream", tag: "Uploads", overlay, ours, heading });
}

/** What is committed, as if it were upstream's next version: a change of it is a change of upstream's. */
function changed(change: (document: UploadsDocument) => void): JsonObject {
  const document = structuredClone(ours);
  change(document);
  return document;
}

interface UploadsDocument extends JsonObject {
  paths: Record<string, Record<string, JsonObject>>;
  components: { schemas: Record<string, { properties: Record<string, JsonObject> }> };
}

describe("from a document that is in our words already", () => {
  test("nothing changes, and no repair is made twice", async () => {
    const pulled = await pullFrom(ours);
    expect(pulled.text).toBe(committed);
    expect(pulled.applied.filter(({ places }) => places > 0)).toEqual([]);
  });

  test("every repair that no longer applies is a warning that names it", async () => {
    const warnings = warningsOf(await pullFrom(ours), "spec/overlay.yaml");
    expect(warnings).toHaveLength(overlay.length);
    for (const [at, { target, description }] of overlay.entries()) {
      expect(warnings[at]).toContain(`spec/overlay.yaml: action ${at + 1} of ${overlay.length}`);
      expect(warnings[at]).toContain(description);
      expect(warnings[at]).toContain(target);
    }
  });
});

describe("a change of upstream's", () => {
  test("a new property: its facts are written, its words are not; the place is marked and listed", async () => {
    const pulled = await pullFrom(
      changed(({ components: { schemas } }) => {
        const { id, ...rest } = schemas.Upload?.properties ?? {};
        const region = { type: "string", description: "Their words." };
        schemas.Upload = { ...schemas.Upload, properties: { id: id ?? {}, region, ...rest } };
      }),
    );
    const added =
      "        region:\n          # No description of ours yet.\n          type: string\n";
    const next = "        created_at:\n          description: Time of creation";
    const [before, after] = committed.split(/(?<=    Upload:\n(?:.*\n){6})/);
    expect(pulled.text).toBe(`${before ?? ""}${added}${after ?? ""}`);
    expect(after?.startsWith(next)).toBe(true);
    expect(reportOf(pulled, "spec/overlay.yaml")).toContain(
      "No words of ours yet (marked in the file: write them there)\n  #/components/schemas/Upload/properties/region: description\n",
    );
  });

  test("a path renamed: the operation keeps its words", async () => {
    const pulled = await pullFrom(
      changed(({ paths }) => {
        const { "/uploads/{upload_id}/parts": parts, ...rest } = paths;
        Object.assign(rest, { "/uploads/{upload_id}/part": parts });
        for (const path of Object.keys(paths)) Reflect.deleteProperty(paths, path);
        Object.assign(paths, rest);
      }),
    );
    expect(parse(pulled.text)).toMatchObject({
      paths: { "/uploads/{upload_id}/part": ours.paths["/uploads/{upload_id}/parts"] },
    });
    expect(pulled.undescribed).toEqual([]);
  });

  test("a property removed: the words that stood there are listed", async () => {
    const pulled = await pullFrom(
      changed(({ components: { schemas } }) => {
        Reflect.deleteProperty(schemas.CompleteUploadRequest?.properties ?? {}, "md5");
      }),
    );
    expect(reportOf(pulled, "spec/overlay.yaml")).toContain(
      "Words of ours that have no place any more\n  #/components/schemas/CompleteUploadRequest/properties/md5/description\n",
    );
  });

  test("a new operation without a word: marked, with the description that OpenAPI demands left empty", async () => {
    const pulled = await pullFrom(
      changed(({ paths }) => {
        const get = { operationId: "getUpload", tags: ["Uploads"], responses: { 204: {} } };
        Object.assign(paths["/uploads"] ?? {}, { get });
      }),
    );
    expect(pulled.text).toContain(
      "    get:\n      # No summary and description of ours yet.\n      operationId: getUpload\n",
    );
    expect(pulled.text).toContain(
      '        "204":\n          # No description of ours yet.\n          description: ""\n',
    );
    expect((await pullFrom(parse(pulled.text) as JsonObject)).text).toBe(pulled.text);
  });

  test("names that would command a terminal are shown harmless", async () => {
    const pulled = await pullFrom(
      changed(({ components: { schemas } }) => {
        Object.assign(schemas, { "\u001b[2J\nDropped": schemas.UploadPart });
        Object.assign(schemas.Upload?.properties ?? {}, {
          x: { $ref: "#/components/schemas/\u001b[2J\nDropped" },
        });
      }),
    );
    expect(reportOf(pulled, "spec/overlay.yaml")).toContain(", \uFFFD[2J Dropped\n");
    expect(reportOf(pulled, "spec/overlay.yaml")).not.toContain("\u001b");
  });

  test("an overlay that refers to nothing is an error", async () => {
    const document = changed(({ components: { schemas } }) => {
      Reflect.deleteProperty(schemas, "UploadPart");
    });
    await expect(pullFrom(document)).rejects.toThrow(
      /\$ref leads nowhere: #\/components\/schemas\/UploadPart/,
    );
  });
});

describe.skipIf(!hasSharedSpecs)(`from real documents${needsSharedSpecs}`, () => {
  const corpus = sharedSpecs("corpus").filter((file) => /openai-(?:full|2025)/.test(file));
  const files = [...sharedSpecs("uploads-history"), ...corpus].map(
    (file) => [basename(file), file] as const,
  );
  const newest = corpus.find((file) => file.endsWith("openai-full.json")) ?? "";

  test("the newest leaves spec/uploads.yaml as it is, byte for byte (else: npm run spec:pull)", async () => {
    const pulled = await pullFrom(await loadSpec(newest));
    expect(pulled.text).toBe(committed);
    expect(warningsOf(pulled, "spec/overlay.yaml")).toEqual([]);
    expect(pulled.kept.operations).toEqual(operationsIn(ours).map(({ id }) => id));
  });

  test("what is generated from the newest is in generated/src (all but the runtime, which no document changes)", async () => {
    const { text } = await pullFrom(await loadSpec(newest));
    const generated = await generate({
      document: parse(text) as JsonObject,
      file: "pulled.yaml",
      runtime: await loadRuntime("uploads"),
      package: await loadPackage("spec/package"),
    });
    const stale = compareFiles("generated", generated).map(({ path }) => path);
    expect(stale.filter((path) => /^src\/(?!runtime\/)/.test(path))).toEqual([]);
  });

  test.each(files)(
    "%s without words of ours and repairs: no text but names is left",
    async (_, file) => {
      const { text } = await pull({
        document: await loadSpec(file),
        source: file,
        tag: "Uploads",
        overlay: [],
        ours: {},
        heading: "",
      });
      expect(textsOf(parse(text))).toEqual([]);
    },
  );

  test.each(files)(
    "%s: no operation is lost, and no word of ours is lost with a place that is left",
    async (_, file) => {
      const pulled = await pullFrom(await loadSpec(file));
      expect(pulled.kept.operations).toHaveLength(4);
      expect(pulled.undescribed).toEqual([]);
      for (const path of pulled.lostWords)
        expect(path.join("/")).toMatch(/FileExpirationAfter|OpenAIFile\/properties\/expires_at/);
    },
  );
});

/** Every string in a document that is more than one word. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string") return /\s/.test(value) ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
