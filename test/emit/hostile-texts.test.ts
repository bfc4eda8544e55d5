import ts from "typescript";
import { expect, test } from "vitest";
import type { Api } from "../../generator/api-model.ts";
import { emitReference } from "../../generator/docs/reference.ts";
import { emitReadme } from "../../generator/docs/readme.ts";
import { examplesOf, nodesOf, outlineOf, parsePage } from "../docs/read-page.ts";
import {
  apiOf,
  plainType,
  sampleBody,
  sampleModel,
  sampleOperation,
  sampleParameter,
  sampleResult,
} from "./sample-api.ts";

/** All pages of an API by their paths. */
async function pagesOf(api: Api): Promise<Record<string, string>> {
  const readme = await emitReadme(api, { manifest: { name: "parcels" } });
  const files = [...(await emitReference(api, "parcels")), readme];
  return Object.fromEntries(files.map(({ path, text }) => [path, text]));
}

/** An API whose document says the same in every place that can hold text. */
function apiSaying(text: string): Api {
  const type = plainType(JSON.stringify(text));
  const described = { description: text, documentedType: type, example: text };
  const operation = sampleOperation({
    path: `/${text}`,
    server: text,
    summary: text,
    description: `${text}\n\nmore`,
    pathParameters: [sampleParameter({ ...described, name: text })],
    otherParameters: [sampleParameter({ ...described, name: text, in: "query" })],
    body: sampleBody({ ...described, mediaType: text, example: { [text]: text } }),
    result: sampleResult({ documentedType: type, mediaTypes: [text] }),
    responses: [
      {
        status: text,
        mediaTypes: [text],
        headers: [{ name: text, description: text }],
        description: text,
        documentedType: type,
      },
    ],
    security: [text],
    unmetSecurity: [
      {
        schemes: [{ name: text, kind: text, header: { name: text, value: text } }],
        besideKey: false,
      },
    ],
  });
  const property = { name: text, type, required: true, deprecated: true, description: text };
  const model = sampleModel({ description: text, type, properties: [property], example: text });
  return {
    ...apiOf([operation, sampleOperation({ methodName: "other" })], [model]),
    description: text,
  };
}

/** What must not depend on the texts: the outline, the shape of tables, no live HTML, links or definitions. */
function shapeOf(text: string) {
  const page = parsePage(text);
  const kinds = ["html", "image", "imageReference", "definition", "footnoteDefinition"] as const;
  return {
    outline: outlineOf(text),
    tables: nodesOf(page, "table").map((table) => table.children.map((row) => row.children.length)),
    foreign: kinds.flatMap((kind) => nodesOf(page, kind)),
    links: nodesOf(page, "link").flatMap(({ url }) => (/^https?:/.test(url) ? [] : [url])),
    lastLine: text.trimEnd().split("\n").at(-1),
  };
}

test.each([
  "a | b | c",
  "`a\\|b` \\| \\",
  "</td></tr></table>",
  "<script>alert(1)</script>",
  "<details>\n\n<summary>",
  "a <!-- b",
  "# heading\n\n## Methods\n\nheading\n===",
  "a\n---\nb",
  "```\n~~~\n# heading",
  "````ts\n```\n````\n# heading",
  "[x](javascript:alert(1)) [y](../../y.md) <javascript:z> ![i](https://e.example/i.png)",
  "[All classes and models]: https://e.example\n\n[a][All classes and models]",
  "All classes and models](https://e.example)",
  "[^1]\n\n[^1]: note",
  "at www.<b>c</b>",
  "&lt;b&gt; &#60;i> &#10;&#10;# heading",
  "> quote\n\n- item\n1. item\n\n      code",
  "\u202e\u0000\r\r\n\u2028# heading",
  "// ---\nimport x from 'y'\n// ---",
  '*/ alert(1) /* ${alert(1)} "; alert(1); "',
])("no text leaves its place: %j", async (text) => {
  const [harmless, hostile] = [await pagesOf(apiSaying("text")), await pagesOf(apiSaying(text))];
  expect(Object.keys(hostile)).toEqual(Object.keys(harmless));
  for (const [path, page] of Object.entries(hostile)) {
    expect(shapeOf(page)).toEqual(shapeOf(harmless[path] ?? ""));
    expect(page).not.toMatch(/[\u0000\r\u202e]/);
  }
});

test("an example that holds code and fences is one block of code that parses", async () => {
  const api = apiSaying('```\n"; alert(1); // ${`\n```');
  const page = (await pagesOf(api))["docs/ParcelsApi.md"] ?? "";
  const examples = examplesOf(page);
  expect(examples).toHaveLength(2);
  for (const example of examples) {
    const { diagnostics } = ts.transpileModule(example, { reportDiagnostics: true });
    expect(diagnostics).toEqual([]);
    expect(example).not.toMatch(/^\s*alert/m);
  }
});
