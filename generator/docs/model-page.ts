import type { BlockContent, RootContent } from "mdast";
import type { Api, Model, Operation, Service } from "../api-model.ts";
import { deprecatedMark, describedAs, typePhrases, yesOrNo } from "./cells.ts";
import { descriptionBlocks } from "./description.ts";
import { codeBlock, heading, inlineCode, link, list, paragraph, table, text } from "./nodes.ts";
import type { Pages } from "./pages.ts";
import { valueJson } from "./code.ts";

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

/** A method that has to do with a model. */
export interface ModelUse {
  readonly service: Service;
  readonly operation: Operation;
}

/** The methods that take or return one model, in document order. */
export interface ModelUses {
  readonly takenBy: ModelUse[];
  readonly returnedBy: ModelUse[];
}

/** By model name. A model that is only part of another one is not taken or returned itself. */
export function modelUses({ services }: Api): ReadonlyMap<string, ModelUses> {
  const found = new Map<string, ModelUses>();
  const add = (model: string, list: keyof ModelUses, use: ModelUse): void => {
    const uses = found.get(model) ?? { takenBy: [], returnedBy: [] };
    uses[list].push(use);
    found.set(model, uses);
  };
  for (const service of services) {
    for (const operation of service.operations) {
      for (const model of modelsTaken(operation)) add(model, "takenBy", { service, operation });
      for (const model of operation.result.documentedType.models) {
        add(model, "returnedBy", { service, operation });
      }
    }
  }
  return found;
}

function modelsTaken({ pathParameters, body, otherParameters }: Operation): Set<string> {
  const parts = [...pathParameters, ...(body === undefined ? [] : [body]), ...otherParameters];
  return new Set(parts.flatMap(({ documentedType }) => documentedType.models));
}
