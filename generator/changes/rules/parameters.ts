import { isObject, type JsonObject } from "../../json.ts";
import { labelOf } from "../label.ts";
import { say, type Phrase } from "../phrase.ts";
import { parameterPointer } from "../places.ts";
import type { Entry } from "../report.ts";
import { objectAt, type Method, type MethodPair, type Side } from "../side.ts";
import { deprecated } from "./deprecation.ts";

/** Where parameters go, how their values are written there, and whether they still should be. Which there are, and of what type, shows in the types. */
export function parameterChanges({ base, head }: MethodPair, old: Side, now: Side): Entry[] {
  const { pathParameters, otherParameters } = head.operation;
  return [...pathParameters, ...otherParameters].flatMap(({ name, in: location }): Entry[] => {
    const place = parameterPointer(now.document, head.pointer, { name, location });
    const before = objectAt(old.document, placeInBase(base, old, { name, location }));
    if (before.name !== name) return [];
    const after = objectAt(now.document, place);
    const entry = { operations: [head.name], pointer: place };
    const label = labelOf(now.document, place);
    const [was, is] = [sentAs(old.document, before), sentAs(now.document, after)];
    return [
      ...(was === is ? [] : [{ ...entry, ...otherForm(label), before: was, after: is }]),
      ...(after.deprecated === true && before.deprecated !== true
        ? [{ ...entry, ...deprecated(label) }]
        : []),
    ];
  });
}

function otherForm(label: Phrase): Pick<Entry, "verdict" | "audience" | "what" | "action"> {
  const what = say`${label} is sent in another form`;
  const action = say`Calls stay as they are; whatever stands in for the API (proxy, mock) has to know it.`;
  return { verdict: "major", audience: "wire only", what, action };
}

/** The parameter where it was, or one of its name elsewhere in the request. */
function placeInBase(
  { pointer }: Method,
  { document }: Side,
  { name, location }: { readonly name: string; readonly location: string },
): string {
  const place = parameterPointer(document, pointer, { name, location });
  return place === pointer ? parameterPointer(document, pointer, { name }) : place;
}

/** OpenAPI's defaults filled in; what makes no difference to plain values is left out for them. */
function sentAs(document: JsonObject, parameter: JsonObject): string {
  const { content, allowReserved } = parameter;
  const location = String(parameter.in);
  const [mediaType] = Object.keys(isObject(content) ? content : {});
  if (mediaType !== undefined) return `${location}, as ${mediaType}`;
  const form = location === "query" || location === "cookie";
  const style = typeof parameter.style === "string" ? parameter.style : form ? "form" : "simple";
  const explode = parameter.explode ?? style === "form";
  const words = [location, `style ${style}`];
  if (holdsSeveral(document, parameter.schema))
    words.push(explode === true ? "exploded" : "not exploded");
  if (allowReserved === true) words.push("reserved characters as they are");
  return words.join(", ");
}

function holdsSeveral(document: JsonObject, schema: unknown, depth = 0): boolean {
  if (!isObject(schema) || depth > 5) return false;
  const node = typeof schema.$ref === "string" ? objectAt(document, schema.$ref) : schema;
  const types = [node.type].flat();
  if (types.includes("array") || types.includes("object") || "properties" in node) return true;
  const members: unknown[] = [node.allOf, node.anyOf, node.oneOf].flat();
  return members.some((member) => holdsSeveral(document, member, depth + 1));
}
