import type { RootContent } from "mdast";
import type { Api } from "../api-model.ts";
import type { GeneratedFile } from "../files/generated-file.ts";
import { classPage } from "./class-page.ts";
import { noExports, type Exports } from "./exports.ts";
import { modelPage, modelUses } from "./model-page.ts";
import { methodCodes, shownFirst, type MethodCode } from "./method-code.ts";
import { link, paragraph, text } from "./nodes.ts";
import { pagesOf } from "./pages.ts";
import { printPage } from "./print-page.ts";
import { runtimePage } from "./runtime-page.ts";

/**
 * `docs/UploadsApi.md` and the like: a page for each class, each model, and each subject of the hand-written code that
 * the package exports.
 */
export async function emitReference(
  api: Api,
  packageName: string,
  exports: Exports = noExports,
): Promise<GeneratedFile[]> {
  const pages = pagesOf(api, exports.exported);
  const uses = modelUses(api);
  const files: GeneratedFile[] = [];
  const codes: MethodCode[] = [];
  for (const service of api.services) {
    const own = await methodCodes(service.operations, { api, service, packageName });
    codes.push(...own);
    const content = classPage(service, own, pages);
    files.push(fileOf(pages.classes.get(service.className), content, fromDocument));
  }
  for (const model of api.models) {
    const content = modelPage(model, uses.get(model.name), pages);
    files.push(fileOf(pages.models.get(model.name), content, fromDocument));
  }
  const context = {
    ...exports,
    packageName,
    classNames: api.services.map(({ className }) => className),
    urls: new Map([...pages.classes, ...pages.models, ...pages.names]),
    clientExample: shownFirst(codes)?.example,
  };
  for (const page of pages.runtime) {
    files.push(fileOf(page.file, runtimePage(page, context), fromDocstrings));
  }
  return files;
}

function fileOf(page = "", content: RootContent[], footer: RootContent): GeneratedFile {
  return { path: `docs/${page}`, text: printPage([...content, footer]) };
}

const fromDocument = paragraph(
  link("../README.md", text("All classes and models")),
  text(" · Generated from the OpenAPI document. Change that or the generator, not this page."),
);
const fromDocstrings = paragraph(
  link("../README.md", text("All classes and models")),
  text(" · Generated from the docstrings of the sources. Change those, not this page."),
);
