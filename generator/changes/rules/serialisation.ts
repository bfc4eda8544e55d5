import type { FormField, MultipartField } from "../../api-model.ts";
import { isObject, pointer, type JsonObject } from "../../json.ts";
import { mayHoldSeveral } from "../../schema.ts";
import { labelOf } from "../label.ts";
import { descend, objectAt, parameterPointer } from "../locate.ts";
import type { Entry } from "../report.ts";
import { deprecated, say, sentenceOf, type Phrase } from "../sentence.ts";
import { bodyPointer, type Method, type MethodPair } from "../side.ts";

/** Where parameters go, how their values are written there, and whether they still should be. Which there are, and of what type, shows in the types. */
export function parameterChanges({ base, head }: MethodPair): Entry[] {
  const { pathParameters, otherParameters } = head.operation;
  return [...pathParameters, ...otherParameters].flatMap((parameter): Entry[] => {
    const at = parameterPointer(head.document, head.pointer, parameter);
    const was = objectAt(base.document, pointerInBase(base, parameter));
    const is = objectAt(head.document, at);
    if (was.name !== parameter.name) return [];
    const label = labelOf(head.document, at);
    const sentence = sentenceOf(deprecated, { label, direction: "request" });
    const isDeprecated = is.deprecated === true && was.deprecated !== true;
    return [
      ...otherForm(head, at, {
        label,
        before: parameterForm(base.document, was),
        after: parameterForm(head.document, is),
      }),
      ...(isDeprecated ? [{ ...sentence, operations: [head.name], pointer: at }] : []),
    ];
  });
}

/** How the fields of a form are sent, as far as they are in both: which there are shows in the types. */
export function fieldChanges({ base, head }: MethodPair): Entry[] {
  const { document } = head;
  const schema = bodyPointer(head);
  // Another kind of body is told as one.
  if (base.operation.body?.encoding.kind !== head.operation.body?.encoding.kind) return [];
  const names = new Set([...fieldsOf(base), ...fieldsOf(head)].map(({ name }) => name));
  return [...names].flatMap((name): Entry[] => {
    const property = propertyOf(head, name);
    if (property === undefined || propertyOf(base, name) === undefined) return [];
    const encoding = schema.replace(/\/schema$/, pointer("encoding", name).slice(1));
    const isSaid = Object.keys(objectAt(document, encoding)).length > 0;
    return otherForm(head, isSaid ? encoding : property, {
      label: say`Form field ${labelOf(document, property)}`,
      before: fieldForm(base, name),
      after: fieldForm(head, name),
    });
  });
}

function propertyOf(method: Method, name: string): string | undefined {
  return descend(method.document, bodyPointer(method), { kind: "property", name });
}

function otherForm(
  { name }: Method,
  pointer: string,
  { label, before, after }: { label: Phrase; before: string; after: string },
): Entry[] {
  if (before === after) return [];
  const what = say`${label} is sent in another form`;
  const action = say`Calls stay as they are if they compile; whatever stands in for the API (proxy, mock) has to know it.`;
  const common = { operations: [name], pointer, before, after };
  return [{ ...common, verdict: "major", audience: "wire only", what, action }];
}

/** The parameter where it was, or one of its name elsewhere in the request. */
function pointerInBase(
  { document, pointer }: Method,
  parameter: { readonly name: string; readonly in: string },
): string {
  const same = parameterPointer(document, pointer, parameter);
  return same === pointer ? parameterPointer(document, pointer, { name: parameter.name }) : same;
}

/** OpenAPI's defaults filled in; what makes no difference to plain values is left out for them. */
function parameterForm(document: JsonObject, parameter: JsonObject): string {
  const { content, allowReserved } = parameter;
  const location = String(parameter.in);
  const [mediaType] = Object.keys(isObject(content) ? content : {});
  if (mediaType !== undefined) return `${location}, as ${mediaType}`;
  const form = location === "query" || location === "cookie";
  const style = typeof parameter.style === "string" ? parameter.style : form ? "form" : "simple";
  const explode = parameter.explode ?? style === "form";
  const words = [location, `style ${style}`];
  if (mayHoldSeveral(document, parameter.schema))
    words.push(explode === true ? "exploded" : "not exploded");
  if (allowReserved === true) words.push("reserved characters as they are");
  return words.join(", ");
}

/** Those of which there is something to say; others of a form are sent in its own way. */
function fieldsOf({ operation: { body } }: Method): readonly (FormField | MultipartField)[] {
  const encoding = body?.encoding;
  return encoding !== undefined && "fields" in encoding ? encoding.fields : [];
}

const forms = {
  binary: "bytes",
  text: "text",
  json: "JSON",
  auto: "whatever the value is",
};

function fieldForm(method: Method, name: string): string {
  const field = fieldsOf(method).find((field) => field.name === name);
  const style = field?.style;
  if (style !== undefined) {
    const explode = style.explode ?? style.style === "form";
    return `style ${style.style ?? "form"}, ${explode ? "exploded" : "not exploded"}`;
  }
  if (field === undefined || !("kind" in field)) return "the form's own";
  const list = field.array ? ", one field per item" : "";
  return `${forms[field.kind]}${field.contentType === undefined ? "" : ` (${field.contentType})`}${list}`;
}
