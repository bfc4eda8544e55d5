import type { Operation, ParameterStyle } from "../api-model.ts";
import { objectText } from "./type-text.ts";

/** Something that may be written in a style: a parameter, or a field of a form. */
interface Styled {
  readonly name: string;
  readonly style?: ParameterStyle | undefined;
}

export function hasStyles(list: readonly Styled[]): boolean {
  return list.some(({ style }) => style !== undefined);
}

/** One style, as code. */
export function styleText({ style, explode, contentType }: ParameterStyle): string {
  const entries: [string, string][] = [];
  if (style !== undefined) entries.push(["style", JSON.stringify(style)]);
  if (explode !== undefined) entries.push(["explode", String(explode)]);
  if (contentType !== undefined) entries.push(["contentType", JSON.stringify(contentType)]);
  return objectText(entries);
}

/** The constants that hold the styles of operations' parameters and forms: name → code. */
export function styleConstants(operations: readonly Operation[]): Map<string, string> {
  const constants = new Map<string, string>();
  for (const { otherParameters, stylesName, body } of operations) {
    if (hasStyles(otherParameters)) constants.set(stylesName, stylesText(otherParameters));
    if (body !== undefined && "stylesName" in body.encoding && hasStyles(body.encoding.fields))
      constants.set(body.encoding.stylesName, stylesText(body.encoding.fields));
  }
  return constants;
}

function stylesText(list: readonly Styled[]): string {
  return objectText(
    list.flatMap(({ name, style }): [string, string][] =>
      style === undefined ? [] : [[name, styleText(style)]],
    ),
  );
}
