import { isObject, type JsonObject } from "../../json.ts";
import { labelOf } from "../label.ts";
import { say } from "../phrase.ts";
import { parameterPointer } from "../places.ts";
import type { Entry } from "../report.ts";
import { objectAt, type Method, type MethodPair, type Side } from "../side.ts";

/** Where parameters go and how their values are written there. Which there are, and of what type, shows in the types. */
export function parameterChanges({ base, head }: MethodPair, old: Side, now: Side): Entry[] {
  return head.operation.otherParameters.flatMap((parameter): Entry[] => {
    const place = parameterPointer(now.document, head.pointer, {
      name: parameter.name,
      location: parameter.in,
    });
    const before = objectAt(old.document, placeInBase(base, old, parameter));
    const [was, is] = [
      sentAs(old.document, before),
      sentAs(now.document, objectAt(now.document, place)),
    ];
    if (before.name !== parameter.name || was === is) return [];
    return [
      {
        verdict: "major",
        audience: "wire only",
        operations: [head.name],
        pointer: place,
        what: say`${labelOf(now.document, place)} is sent in another form`,
        before: was,
        after: is,
        action: say`Calls stay as they are; whatever stands in for the API (proxy, mock) has to know it.`,
      },
    ];
  });
}

/** The parameter where it was, or one of its name elsewhere in the request. */
function placeInBase(
  { pointer }: Method,
  { document }: Side,
  { name, in: location }: Method["operation"]["otherParameters"][number],
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
