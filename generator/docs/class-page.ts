import type { RootContent } from "mdast";
import { descriptionBlocks } from "./description.ts";
import { firstLine } from "./description-line.ts";
import { methodsTitle } from "./method-anchors.ts";
import { methodCodes, type CodeContext } from "./method-code.ts";
import { heading, inlineCode, link, table } from "./nodes.ts";
import { operationSection } from "./operation-section.ts";
import type { Pages } from "./pages.ts";

/** Everything about one class: what methods there are, then each in full. */
export async function classPage(context: CodeContext, pages: Pages): Promise<RootContent[]> {
  const { className, description, operations } = context.service;
  const rows = operations.map((operation) => [
    [link(pages.methods.get(operation) ?? "", inlineCode(operation.methodName))],
    [inlineCode(`${operation.httpMethod} ${operation.path}`)],
    firstLine(operation.summary ?? operation.description),
  ]);
  const codes = await methodCodes(operations, context);
  return [
    heading(1, className),
    ...descriptionBlocks(description),
    heading(2, methodsTitle),
    ...table(["Method", "HTTP request", "Description"], rows),
    ...codes.flatMap((code) => operationSection(code, pages)),
  ];
}
