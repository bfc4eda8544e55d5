import {
  isObject,
  objectOf,
  objectsIn,
  pointer,
  resolveReference,
  type JsonObject,
} from "../json.ts";
import { SpecError } from "../errors.ts";
import { walkDocument } from "../walk-document.ts";

/** On a field of a form: the format of its list, which the converter would leave out. */
const formatMark = "x-generator-collection-format";

/**
 * Says of forms in a Swagger 2.0 document what the converter needs to be told: that one with a file is multipart, and
 * in which format its lists are, which is csv where the document doesn't say.
 *
 * @param file Names the document in errors.
 * @throws {SpecError} An operation has more than one body: the converter would drop one.
 */
export function prepareForms(document: JsonObject, file: string): void {
  for (const parameter of Object.values(objectOf(document.parameters)))
    if (isObject(parameter) && parameter.in === "formData") markFormat(parameter);
  for (const [path, item] of Object.entries(objectOf(document.paths)))
    for (const [method, operation] of Object.entries(objectOf(item))) {
      if (!isObject(operation)) continue;
      const parameters = parametersOf(document, objectOf(item), operation);
      const bodies = parameters.filter((parameter) => parameter.in === "body");
      const fields = parameters.filter((parameter) => parameter.in === "formData");
      if (bodies.length > 1 || (bodies.length > 0 && fields.length > 0))
        throw new SpecError(
          { file, pointer: pointer("paths", path, method, "parameters") },
          bodies.length > 1 ? "are two bodies" : "are a body and a form",
          "A request has one body: leave one of them out, or describe them as one.",
        );
      if (fields.some(({ type }) => type === "file")) sendAsMultipart(operation);
      fields.forEach(markFormat);
    }
}

/** The operation's parameters with its path item's, where the operation's own of the same place and name win. */
function parametersOf(document: JsonObject, item: JsonObject, operation: JsonObject): JsonObject[] {
  const entries = [...objectsIn(item.parameters), ...objectsIn(operation.parameters)];
  const parameters = entries.map((entry) => objectOf(resolveReference(document, entry)));
  return [
    ...new Map(
      parameters.map((parameter) => [
        `${String(parameter.in)}:${String(parameter.name)}`,
        parameter,
      ]),
    ).values(),
  ];
}

/** Files fit in no other body, whatever an operation, or the document, consumes besides. */
function sendAsMultipart(operation: JsonObject): void {
  const consumed = [operation.consumes ?? []].flat();
  if (!consumed.some((type) => typeof type === "string" && /^multipart\//i.test(type)))
    operation.consumes = ["multipart/form-data"];
}

function markFormat(field: JsonObject): void {
  const { type, items, collectionFormat = "csv" } = field;
  if (type !== "array" || objectOf(items).type === "file" || formatMark in field) return;
  delete field.collectionFormat;
  field[formatMark] = collectionFormat;
}

/** What OpenAPI 3 calls the formats of lists in a form; where none is needed, one field an item. */
const styles: Readonly<Record<string, JsonObject>> = {
  csv: { style: "form", explode: false },
  ssv: { style: "spaceDelimited", explode: false },
  pipes: { style: "pipeDelimited", explode: false },
};

/** Makes encodings of the formats in a converted document. */
export function encodeForms(converted: JsonObject): void {
  walkDocument(converted, ({ type, node }) => {
    if (type !== "mediaType") return;
    for (const [name, field] of Object.entries(objectOf(objectOf(node.schema).properties))) {
      const format = isObject(field) ? field[formatMark] : undefined;
      if (!isObject(field) || typeof format !== "string") continue;
      Reflect.deleteProperty(field, formatMark);
      const style = styles[format];
      if (style !== undefined) node.encoding = { ...objectOf(node.encoding), [name]: style };
    }
  });
}
