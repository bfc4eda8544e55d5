import type { BlockContent, PhrasingContent, RootContent } from "mdast";
import type { Operation, ResponseInfo, Service } from "../api-model.ts";
import { isCallable } from "../server-url.ts";
import { argumentRows } from "./argument-rows.ts";
import { deprecatedMark, separated, typePhrases } from "./cells.ts";
import { descriptionBlocks, descriptionLine, firstLine } from "./description.ts";
import { methodSections, methodsTitle, type Pages } from "./pages.ts";
import type { MethodCode } from "./method-code.ts";
import {
  codeBlock,
  heading,
  inlineCode,
  link,
  list,
  paragraph,
  strong,
  table,
  text,
} from "./nodes.ts";

/** Everything about one class: what methods there are, then each in full. */
export function classPage(
  { className, description, operations }: Service,
  codes: readonly MethodCode[],
  pages: Pages,
): RootContent[] {
  const rows = operations.map((operation) => [
    [link(pages.methods.get(operation) ?? "", inlineCode(operation.methodName))],
    [inlineCode(`${operation.httpMethod} ${operation.path}`)],
    firstLine(operation.summary ?? operation.description),
  ]);
  return [
    heading(1, className),
    ...descriptionBlocks(description),
    heading(2, methodsTitle),
    ...table(["Method", "HTTP request", "Description"], rows),
    ...codes.flatMap((code) => operationSection(code, pages)),
  ];
}

/** Everything about one method, under a heading of its name. */
export function operationSection(
  { operation, signature, example }: MethodCode,
  pages: Pages,
): RootContent[] {
  const { methodName, httpMethod, path, server, deprecated, result, security } = operation;
  return [
    heading(2, methodName),
    codeBlock("ts", signature),
    paragraph(inlineCode(`${httpMethod} ${path}`)),
    ...(server === undefined ? [] : [serverLine(server)]),
    ...(deprecated ? [paragraph(deprecatedMark)] : []),
    ...textBlocks(operation),
    heading(3, methodSections.example),
    codeBlock("ts", example),
    heading(3, methodSections.parameters),
    ...table(
      ["Name", "Type", "Sent in", "Required", "Description"],
      argumentRows(operation, pages),
    ),
    heading(3, methodSections.result),
    paragraph(...typePhrases(result.documentedType, pages)),
    heading(3, methodSections.authorization),
    paragraph(text(security.length === 0 ? "none" : security.join(" or "))),
    heading(3, methodSections.headers),
    headersList(operation),
    heading(3, methodSections.responses),
    ...responsesTable(operation, pages),
  ];
}

function serverLine(server: string): BlockContent {
  return paragraph(
    text("Its server is "),
    inlineCode(server),
    text(`: call it with a client ${isCallable(server) ? "that has this" : "whose"} `),
    inlineCode("baseUrl"),
    text(isCallable(server) ? "." : " is its real URL."),
  );
}

function textBlocks({ summary, description }: Operation): BlockContent[] {
  const texts = description === summary ? [summary] : [summary, description];
  return texts.flatMap(descriptionBlocks);
}

function headersList({ body, result }: Operation): RootContent {
  const contentTypes = body === undefined ? [] : [body.mediaType];
  return list([
    [strong(text("Content-Type")), text(": "), ...mediaTypes(contentTypes)],
    [strong(text("Accept")), text(": "), ...mediaTypes(result.mediaTypes)],
  ]);
}

function mediaTypes(names: readonly string[]): PhrasingContent[] {
  if (names.length === 0) return [text("none")];
  return separated(
    names.map((name) => [inlineCode(name)]),
    ", ",
  );
}

function responsesTable({ responses }: Operation, pages: Pages): BlockContent[] {
  const rows = responses.map(({ status, description, documentedType, headers }) => [
    [text(status)],
    descriptionLine(description),
    documentedType === undefined ? [] : typePhrases(documentedType, pages),
    separated(headers.map(headerPhrases), " · "),
  ]);
  return rows.length === 0
    ? [paragraph(text("none"))]
    : table(["Status", "Description", "Type", "Headers"], rows);
}

function headerPhrases({ name, description }: ResponseInfo["headers"][number]): PhrasingContent[] {
  const line = descriptionLine(description);
  return line.length === 0 ? [inlineCode(name)] : [inlineCode(name), text(": "), ...line];
}
