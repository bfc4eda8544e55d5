import { readFileSync } from "node:fs";
import { check } from "prettier";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { JsonObject } from "../../generator/json.ts";
import { loadOverlay, parseOverlay, type Action } from "../../generator/load/overlay.ts";
import { pull, type Pulled } from "../../generator/pull/pull.ts";
import { reportOf } from "../../generator/pull/report.ts";

interface UploadsDocument extends JsonObject {
  readonly paths: Record<string, Record<string, JsonObject>>;
  readonly components: { readonly schemas: Record<string, SchemaObject> };
}
interface SchemaObject extends JsonObject {
  readonly properties: Record<string, JsonObject>;
}

const committed = readFileSync("spec/uploads.yaml", "utf8");
const heading = /^(?:#.*\n)*/.exec(committed)?.[0] ?? "";
const ours = parse(committed) as UploadsDocument;
const overlayFile = "spec/overlay.yaml";
const operations = Object.entries(ours.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, { operationId }]) => ({
    name: String(operationId),
    path,
    method,
  })),
);

let overlay: Action[];
beforeAll(async () => {
  overlay = await loadOverlay(overlayFile);
});

/** What is committed, as upstream's next version with a change of upstream's. */
function pullChanged(
  change: (document: UploadsDocument) => void,
  first: readonly Action[] = [],
): Promise<Pulled> {
  const document = structuredClone(ours);
  change(document);
  const actions = [...first, ...overlay];
  return pull({ document, source: "upstream", tag: "Uploads", overlay: actions, ours, heading });
}

/** The lines below a title, without the indentation of the report. */
function section(report: string, title: string): string {
  const [, body = ""] = report.split(new RegExp(`^${title}.*\n`, "m"));
  return (/^(?: {2}.*\n)*/.exec(body)?.[0] ?? "").replace(/^ {2}/gm, "");
}

describe("an operation that upstream has renamed", () => {
  test.each(operations)("$name: the report has the action that keeps the name", async (one) => {
    const rename = ({ paths }: UploadsDocument) => {
      Object.assign(paths[one.path]?.[one.method] ?? {}, { operationId: "it's_new" });
    };
    const renamed = await pullChanged(rename);
    const report = reportOf(renamed, overlayFile);
    expect(report).toContain(overlayFile);

    const pasted = section(report, "Renamed upstream");
    const text = `overlay: 1.1.0\nactions:\n${pasted.replace(/^(?=.)/gm, "  ")}`;
    expect(text).toContain(`# ${one.method.toUpperCase()} ${one.path}: ${one.name} → it's_new\n`);
    expect(await check(text, { filepath: overlayFile, printWidth: 100 })).toBe(true);

    const kept = await pullChanged(rename, parseOverlay(text, overlayFile));
    expect(kept.text).toBe(committed);
    expect(reportOf(kept, overlayFile)).not.toContain("Renamed upstream");
  });

  test("with its path parameter renamed as well", async () => {
    const report = reportOf(
      await pullChanged(({ paths }) => {
        const { "/uploads/{upload_id}/cancel": { post } = {} } = paths;
        paths["/uploads/{id}/cancel"] = {
          post: { ...post, operationId: "stop", parameters: [] },
        };
        Reflect.deleteProperty(paths, "/uploads/{upload_id}/cancel");
      }),
      overlayFile,
    );
    expect(section(report, "Renamed upstream")).toContain(": cancelUpload → stop\n");
  });

  test("one that has only moved, and one that is new, are not renamed", async () => {
    const report = reportOf(
      await pullChanged(({ paths }) => {
        const { "/uploads": { post } = {} } = paths;
        paths["/v2/uploads"] = { post: { ...post } };
        paths["/uploads"] = {
          post: { operationId: "addUpload", tags: ["Uploads"], responses: {} },
        };
      }),
      overlayFile,
    );
    expect(report).not.toContain("Renamed upstream");
  });

  test("a name that would command a terminal is shown harmless", async () => {
    const report = reportOf(
      await pullChanged(({ paths }) => {
        Object.assign(paths["/uploads"]?.post ?? {}, { operationId: "\u001b[2J\nDropped: x" });
      }),
      overlayFile,
    );
    expect(report).not.toContain("\u001b");
    expect(parse(section(report, "Renamed upstream"))).toHaveLength(1);
  });
});

const created = "#/paths/~1uploads/post/requestBody/content/application~1json/example";

describe("an example of ours that no longer fits", () => {
  test.each<[string, (document: UploadsDocument) => void, string]>([
    [
      "a value that is gone",
      ({ components: { schemas } }) => {
        Object.assign(schemas.CreateUploadRequest?.properties.purpose ?? {}, {
          enum: ["batch", "vision"],
        });
      },
      `${created}/purpose: \`purpose\` property must be equal to one of the allowed values "batch", "vision"\n`,
    ],
    [
      "a new required property",
      ({ components: { schemas } }) => {
        const { CreateUploadRequest: request } = schemas;
        Object.assign(request?.properties ?? {}, { region: { type: "string" } });
        Object.assign(request ?? {}, { required: ["region"] });
      },
      `${created}: must have required property 'region'\n`,
    ],
    [
      "another type",
      ({ components: { schemas } }) => {
        Object.assign(schemas.Upload?.properties.id ?? {}, { type: "integer" });
      },
      "#/paths/~1uploads/post/responses/200/content/application~1json/example/id: `id` property type must be integer\n",
    ],
  ])("%s", async (_, change, message) => {
    const report = reportOf(await pullChanged(change), overlayFile);
    expect(section(report, "Examples of ours that no longer fit")).toContain(message);
  });

  test("none where nothing has changed", async () => {
    const report = reportOf(await pullChanged(() => undefined), overlayFile);
    expect(report).not.toContain("Examples");
  });
});

test("what needs action comes before what was done", async () => {
  const report = reportOf(
    await pullChanged(({ paths, components: { schemas } }) => {
      Object.assign(paths["/uploads"]?.post ?? {}, { operationId: "start" });
      const { Upload, CreateUploadRequest: request } = schemas;
      Object.assign(Upload?.properties ?? {}, { region: { type: "string" } });
      Object.assign(request?.properties.purpose ?? {}, { enum: ["batch"] });
      Reflect.deleteProperty(request?.properties ?? {}, "expires_after");
    }),
    overlayFile,
  );
  expect(report.match(/^\S.*?(?= \(|$)/gm)).toEqual([
    "Renamed upstream",
    "Examples of ours that no longer fit",
    "No words of ours yet",
    "Words of ours that have no place any more",
    "Kept",
    "Dropped",
  ]);
});
