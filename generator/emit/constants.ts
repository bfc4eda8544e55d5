import type { MultipartField, ParameterStyle, PartEncoding } from "../api-model.ts";
import { code, constant, objectCode, ofRuntime, type Code } from "./code.ts";

/*
 * The constants that stand beside a class: data, so it is kept out of the methods.
 */

type Entries = readonly (readonly [name: string, value: Code])[];

/** Something that may be written in a style: a parameter, or a field of a form. */
interface Styled {
  readonly name: string;
  readonly style?: ParameterStyle | undefined;
}

/** How the fields of a multipart body are encoded; those in a style are written as text before. */
export function fieldsConstant(name: string, fields: readonly MultipartField[]): Code {
  const encoded = fields.filter(({ style }) => style === undefined);
  const entries = encoded.map((field) => [field.name, fieldCode(field)] as const);
  return constant(name, ofRuntime("FieldEncodings"), dataCode(entries));
}

function fieldCode({ kind, array, required, contentType }: MultipartField): Code {
  const entries: [string, string][] = [["kind", JSON.stringify(kind)]];
  if (array) entries.push(["array", "true"]);
  if (required) entries.push(["required", "true"]);
  if (contentType !== undefined) entries.push(["contentType", JSON.stringify(contentType)]);
  return objectCode(entries);
}

/** How a part is encoded that has no name. */
export function partCode({ kind, contentType }: PartEncoding): Code {
  const entries: [string, string][] = [["kind", JSON.stringify(kind)]];
  if (contentType !== undefined) entries.push(["contentType", JSON.stringify(contentType)]);
  return objectCode(entries);
}

/** The styles of those that have one. */
export function stylesConstant(name: string, list: readonly Styled[]): Code {
  return constant(name, ofRuntime("ParameterStyles"), stylesCode(list));
}

export function stylesCode(list: readonly Styled[]): Code {
  return dataCode(
    list.flatMap(({ name, style }) => (style === undefined ? [] : [[name, styleCode(style)]])),
  );
}

function styleCode({ style, explode, contentType, allowReserved }: ParameterStyle): Code {
  const entries: [string, string][] = [];
  if (style !== undefined) entries.push(["style", JSON.stringify(style)]);
  if (explode !== undefined) entries.push(["explode", String(explode)]);
  if (contentType !== undefined) entries.push(["contentType", JSON.stringify(contentType)]);
  if (allowReserved) entries.push(["allowReserved", "true"]);
  return objectCode(entries);
}

/** The compiler expects of `constructor` and the like what every object has there, and takes literals for any text. */
function dataCode(entries: Entries): Code {
  return objectCode(
    entries.map(([name, value]) => {
      const isInherited = name !== "__proto__" && name in Object.prototype;
      return [name, isInherited ? code`${value} as const` : value];
    }),
  );
}
