import { beforeAll, describe, expect, test } from "vitest";
import { plainText } from "../../generator/changes/sentence.ts";
import type { JsonObject } from "../../generator/json.ts";
import { loadSpec } from "../../generator/load/document.ts";
import { hasSharedSpecs, needsSharedSpecs, sharedSpecs } from "../support/shared-specs.ts";
import { edited } from "./support/base-document.ts";
import { judgeDocuments } from "./support/judge.ts";

const file = sharedSpecs("corpus").find((path) => path.endsWith("/openai-full.json")) ?? "";
const schemas = "#/components/schemas";

describe.skipIf(!hasSharedSpecs)(`the full OpenAI document${needsSharedSpecs}`, () => {
  let document: JsonObject;
  beforeAll(async () => {
    document = await loadSpec(file);
  });

  test("against itself: nothing", async () => {
    expect((await judgeDocuments(document, document)).entries).toEqual([]);
  });

  test("each of some edits is told once, and nothing else", async () => {
    const head = edited(structuredClone(document), {
      [`${schemas}/Upload/properties/object/enum`]: ["upload", "uploads"],
      [`${schemas}/CreateUploadRequest/required`]: [
        "filename",
        "purpose",
        "bytes",
        "mime_type",
        "expires_after",
      ],
      [`${schemas}/FunctionTool/properties/name/type`]: "integer",
      "#/paths/~1files/get/operationId": "browseFiles",
      "#/paths/~1models/get": undefined,
    });
    const { entries } = await judgeDocuments(document, head);
    expect(entries.map((entry) => [entry.verdict, entry.audience, plainText(entry.what)])).toEqual([
      ["major", "caller", "Method `listModels` of `ModelsApi` is gone"],
      ["major", "caller", "Method `listFiles` is called `browseFiles` now"],
      ["major", "caller", "`FunctionTool.name` has another type: `number` instead of `string`"],
      [
        "major",
        "reader of results",
        "`FunctionTool.name` has another type: `number` instead of `string`",
      ],
      ["major", "caller", "`CreateUploadRequest.expires_after` is required now"],
      ["minor", "reader of results", '`Upload.object` may also be `"uploads"`'],
    ]);
  }, 60_000);
});
