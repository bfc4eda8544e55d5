import { fileList } from "../../generator/files/file-list.ts";
import { generatedHeader, type GeneratedFile } from "../../generator/files/generated-file.ts";

/** A package with a class for each tag and a page for each schema: what the generator emits, in a few lines. */
export function smallPackage(
  tags: readonly string[],
  schemas: readonly string[] = [],
): GeneratedFile[] {
  const source = (path: string, text: string) => ({ path, text: `${generatedHeader}${text}\n` });
  const page = (name: string) => ({
    path: `docs/${name}.md`,
    text: `# ${name}\n\nGenerated from the OpenAPI document.\n`,
  });
  const runtime = "// Hand-written. Copied from generator/runtime/deep/open.ts; edit it there.\n";
  const files = [
    { path: "package.json", text: '{ "name": "t", "files": ["dist"] }\n' },
    { path: "README.md", text: `# t\n\n${tags.join(", ")}\n` },
    source("src/schema.ts", `export type Schemas = ${JSON.stringify(schemas)};`),
    ...tags.map((tag) => source(`src/${tag.toLowerCase()}-api.ts`, `export class ${tag}Api {}`)),
    ...[...tags.map((tag) => `${tag}Api`), ...schemas].map(page),
    { path: "src/runtime/deep/open.ts", text: `${runtime}export {};\n` },
  ];
  return withList(files);
}

/** Files and the list of them. */
export function withList(files: readonly GeneratedFile[]): GeneratedFile[] {
  return [...files, fileList(files.map(({ path }) => path))];
}
