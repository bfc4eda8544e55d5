import type { PhrasingContent } from "mdast";
import type { Operation, Parameter } from "../api-model.ts";
import { describedAs, yesOrNo } from "./cells.ts";
import { descriptionLine } from "./description-line.ts";
import { inlineCode, text } from "./nodes.ts";
import type { Pages } from "./pages.ts";
import { typePhrases } from "./type-phrases.ts";

/** A row for each argument of a method: name, type, where it is sent, whether it is required, description. */
export function argumentRows(operation: Operation, pages: Pages): PhrasingContent[][][] {
  const { pathParameters, body, otherParameters } = operation;
  const bodies = body === undefined ? [] : [body];
  return [
    ...pathParameters.map((parameter) => parameterRow(parameter, parameter.argumentName, pages)),
    ...bodies.map(({ documentedType, required, description }) => [
      [inlineCode("body")],
      typePhrases(documentedType, pages),
      [text("body")],
      yesOrNo(required),
      descriptionLine(description),
    ]),
    ...otherParameters.map((parameter) =>
      parameterRow(parameter, memberOfParams(parameter.name), pages),
    ),
    optionsRow,
  ];
}

function parameterRow(parameter: Parameter, name: string, pages: Pages): PhrasingContent[][] {
  const renamed = parameter.in === "path" && name !== parameter.name;
  return [
    [inlineCode(name)],
    typePhrases(parameter.documentedType, pages),
    renamed ? [text(`${parameter.in} as `), inlineCode(parameter.name)] : [text(parameter.in)],
    yesOrNo(parameter.required),
    describedAs(parameter),
  ];
}

function memberOfParams(name: string): string {
  const isIdentifier = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name);
  return isIdentifier ? `params.${name}` : `params[${JSON.stringify(name)}]`;
}

const optionsRow = [
  [inlineCode("options")],
  [inlineCode("RequestOptions")],
  [text("–")],
  yesOrNo(false),
  [text("Signal, timeout, headers and number of retries for this call.")],
];
