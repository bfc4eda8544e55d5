import type { BlockContent, RootContent } from "mdast";
import type { Model } from "../api-model.ts";
import { deprecatedMark, describedAs, yesOrNo } from "./cells.ts";
import { descriptionBlocks } from "./description.ts";
import type { ModelUse, ModelUses } from "./model-uses.ts";
import { codeBlock, heading, inlineCode, link, list, paragraph, table, text } from "./nodes.ts";
import type { Pages } from "./pages.ts";
import { typePhrases } from "./type-phrases.ts";
import { valueJson } from "./value-code.ts";

/** Everything about one model. */
export function modelPage(model: Model, uses: ModelUses | undefined, pages: Pages): RootContent[] {
  const { name, deprecated, description, type, example } = model;
  return [
    heading(1, name),
    ...(deprecated ? [paragraph(deprecatedMark)] : []),
    ...descriptionBlocks(description),
    paragraph(text("Type: "), ...typePhrases(type, pages)),
    ...section("Properties", propertiesTable(model, pages)),
    ...section("Example", example === undefined ? [] : [codeBlock("json", valueJson(example))]),
    ...section("Taken by", methodsList(uses?.takenBy ?? [], pages)),
    ...section("Returned by", methodsList(uses?.returnedBy ?? [], pages)),
  ];
}

function section(title: string, blocks: BlockContent[]): RootContent[] {
  return blocks.length === 0 ? [] : [heading(2, title), ...blocks];
}

function propertiesTable({ properties }: Model, pages: Pages): BlockContent[] {
  const rows = properties.map((property) => [
    [inlineCode(property.name)],
    typePhrases(property.type, pages),
    yesOrNo(property.required),
    describedAs(property),
  ]);
  return table(["Name", "Type", "Required", "Description"], rows);
}

function methodsList(uses: readonly ModelUse[], pages: Pages): BlockContent[] {
  const items = uses.map(({ service, operation }) => [
    link(
      pages.methods.get(operation) ?? "",
      inlineCode(`${service.className}.${operation.methodName}`),
    ),
  ]);
  return items.length === 0 ? [] : [list(items)];
}
