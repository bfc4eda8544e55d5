/*
 * Most of a reference's code is short, and needs no formatter: what fits in its line, and has nothing in it that might be
 * written in another way, stays as it is. That is known of the code here, in a hundredth of the time that formatting takes.
 */

/** The width of a page's code, which is narrower than an editor. */
export const pageWidth = 80;

/**
 * A call as a formatter would leave it: on one line with nothing but plain values in it, or with a line for each property of
 * the object that is its last argument; undefined where that is not clear.
 */
export function formattedCall(statement: string): string | undefined {
  if (!plainCall.test(statement)) return undefined;
  if (statement.length <= pageWidth) return statement;
  const [, head, inside = ""] = lastObject.exec(statement) ?? [];
  if (head === undefined) return undefined;
  const properties = inside.match(property) ?? [];
  const lines = [`${head}{`, ...properties.map((one) => `  ${one},`), "});"];
  return lines.every(({ length }) => length <= pageWidth) ? lines.join("\n") : undefined;
}

const text = String.raw`"[ !#-\[\]-~]*"`;
const scalar = String.raw`(?:${text}|-?(?:0|[1-9]\d{0,14})|true|false|null|undefined|new Blob\(\["…"\]\))`;
// A list of objects may be broken however short it is.
const list = String.raw`\[(?:${scalar}(?:, ${scalar})*)?\]`;
const key = String.raw`[A-Za-z_$][\w$]*`;

function objectWith(value: string): string {
  return String.raw`\{(?: ${key}: ${value}(?:, ${key}: ${value})* )?\}`;
}

const flat = `(?:${scalar}|${list})`;
const object = objectWith(`(?:${flat}|${objectWith(`(?:${flat}|${objectWith(flat)})`)})`);
const value = `(?:${flat}|${object})`;
const call = String.raw`^(?:const \w+ = )?await \w+\.\w+\(`;
const plainCall = new RegExp(String.raw`${call}(?:${value}(?:, ${value})*)?\);$`);
const lastObject = new RegExp(
  String.raw`(${call}(?:${scalar}, )*)\{ ((?:${key}: ${value}(?:, )?)+) \}\);$`,
);
const property = new RegExp(`${key}: ${value}`, "g");

/** A method as it is called. */
export interface Signature {
  readonly name: string;
  /** Each with its type: `body: Parcel`, `options?: RequestOptions`. */
  readonly parameters: readonly string[];
  readonly returnType: string;
}

/** A signature as a formatter would leave it, on one line or with a line for each parameter; undefined where that is not clear. */
export function formattedSignature({
  name,
  parameters,
  returnType,
}: Signature): string | undefined {
  if (![...parameters, returnType].every(isPlainType)) return undefined;
  const whole = `${name}(${parameters.join(", ")}): ${returnType}`;
  // It is formatted as the method of an interface.
  if (`  ${whole};`.length <= pageWidth) return whole;
  const lines = [
    `${name}(`,
    ...parameters.map((parameter) => `  ${parameter},`),
    `): ${returnType}`,
  ];
  const areClear = parameters.length > 1 && /^Promise<\w+>$/.test(returnType);
  return areClear && lines.every((line) => `  ${line};`.length <= pageWidth)
    ? lines.join("\n")
    : undefined;
}

/** Names, look-ups and unions or intersections of them; where both stand together, brackets may have to come. */
function isPlainType(type: string): boolean {
  return plainType.test(type) && !(type.includes(" | ") && type.includes(" & "));
}

const plainType = new RegExp(
  String.raw`^(?:\w+\??: )?(?:[A-Za-z_$][\w$]*|\[(?:${text}|\d+)\]|[<>]| \| | & )+$`,
);
