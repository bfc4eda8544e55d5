import type { RootContent } from "mdast";
import type { Api } from "../api-model.ts";
import type { GeneratedFile } from "../files/generated-file.ts";
import { classPage } from "./class-page.ts";
import { modelPage, modelUses } from "./model-page.ts";
import { link, paragraph, text } from "./nodes.ts";
import { pagesOf } from "./pages.ts";
import { printPage } from "./print-page.ts";

/** `docs/UploadsApi.md` and the like: a page for each class and each model. */
export async function emitReference(api: Api, packageName: string): Promise<GeneratedFile[]> {
  const pages = pagesOf(api);
  const uses = modelUses(api);
  const files: GeneratedFile[] = [];
  for (const service of api.services) {
    const content = await classPage({ api, service, packageName }, pages);
    files.push(fileOf(pages.classes.get(service.className), content));
  }
  for (const model of api.models) {
    const content = modelPage(model, uses.get(model.name), pages);
    files.push(fileOf(pages.models.get(model.name), content));
  }
  return files;
}

function fileOf(page = "", content: RootContent[]): GeneratedFile {
  return { path: `docs/${page}`, text: printPage([...content, footer]) };
}

const footer = paragraph(
  link("../README.md", text("All classes and models")),
  text(" · Generated from the OpenAPI document. Change that or the generator, not this page."),
);
