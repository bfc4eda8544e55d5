import type { PhrasingContent } from "mdast";
import type { Operation, Parameter, RequestBody } from "../api-model.ts";
import { describedAs, linkedCode, typePhrases, yesOrNo } from "./cells.ts";
import { descriptionLine } from "./description.ts";
import { inlineCode, text } from "./nodes.ts";
import type { Pages } from "./pages.ts";

/** A row for each argument of a method, and for each property of a body that has no page of its own: name, type, place, whether it is required, description. */
export function argumentRows(operation: Operation, pages: Pages): PhrasingContent[][][] {
  const { pathParameters, body, otherParameters } = operation;
  const bodies = body === undefined ? [] : [body];
  return [
    ...pathParameters.map((parameter) => parameterRow(parameter, parameter.argumentName, pages)),
    ...bodies.flatMap((body) => bodyRows(body, pages)),
    ...otherParameters.map((parameter) =>
      parameterRow(parameter, memberOf("params", parameter.name), pages),
    ),
    optionsRow(pages),
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

function bodyRows(body: RequestBody, pages: Pages): PhrasingContent[][][] {
  const { documentedType, required, description, properties } = body;
  return [
    [
      [inlineCode("body")],
      typePhrases(documentedType, pages),
      [text("body")],
      yesOrNo(required),
      descriptionLine(description),
    ],
    ...properties.map((property) => [
      [inlineCode(memberOf("body", property.name))],
      typePhrases(property.type, pages),
      [text("body")],
      yesOrNo(property.required),
      describedAs(property),
    ]),
  ];
}

function memberOf(argument: "body" | "params", name: string): string {
  const isIdentifier = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name);
  return isIdentifier ? `${argument}.${name}` : `${argument}[${JSON.stringify(name)}]`;
}

function optionsRow({ names }: Pages): PhrasingContent[][] {
  return [
    [inlineCode("options")],
    linkedCode("RequestOptions", (name) => names.get(name)),
    [text("–")],
    yesOrNo(false),
    [text("Signal, timeout, headers and number of retries for this call.")],
  ];
}
