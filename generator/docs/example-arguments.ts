import type { MultipartField, Operation, Parameter, RequestBody } from "../api-model.ts";
import { isObject } from "../json.ts";
import { objectCode, valueCode } from "./code.ts";

/** The arguments of an example call as code, by position, as far as the call needs or shows them. */
export function exampleArguments({ pathParameters, body, otherParameters }: Operation): string[] {
  const list = pathParameters.map(parameterCode);
  if (body !== undefined) list.push(bodyCode(body));
  const required = otherParameters.filter((parameter) => parameter.required);
  if (required.length > 0) {
    list.push(objectCode(required.map((parameter) => [parameter.name, parameterCode(parameter)])));
  }
  return list.slice(0, list.findLastIndex((code) => code !== "undefined") + 1);
}

/** Plain types are kept to: examples in documents are often numbers where text is meant, or the other way round. */
function parameterCode({ type, name, example }: Parameter): string {
  if (type.kind !== "builtIn") return valueCode(example);
  switch (type.name) {
    case "string":
      return valueCode(stringOf(example, name));
    case "number":
      return valueCode(Number.parseFloat(stringOf(example, "1")) || 0);
    case "boolean":
      return valueCode(example !== false);
    default:
      return valueCode(example);
  }
}

function stringOf(example: unknown, otherwise: string): string {
  if (typeof example === "string") return example;
  return typeof example === "number" || typeof example === "boolean" ? `${example}` : otherwise;
}

function bodyCode({ encoding, example, mediaType, required }: RequestBody): string {
  switch (encoding.kind) {
    case "raw":
      return /^text\//i.test(mediaType) ? valueCode(stringOf(example, "…")) : blobCode(example);
    case "multipart":
      return formCode(encoding.fields, isObject(example) ? example : {});
    case "list":
      return listCode(encoding, Array.isArray(example) ? example : []);
    default:
      return valueCode(example ?? (required ? {} : undefined));
  }
}

function listCode(
  { first, rest }: Extract<RequestBody["encoding"], { kind: "list" }>,
  examples: readonly unknown[],
): string {
  const parts = first.length > 0 ? first : [rest];
  const items = parts.map(({ kind }, index) =>
    kind === "binary"
      ? blobCode(examples[index])
      : valueCode(examples[index] ?? (kind === "json" ? {} : "…")),
  );
  return `[${items.join(", ")}]`;
}

function formCode(fields: readonly MultipartField[], example: Record<string, unknown>): string {
  return objectCode(
    fields.flatMap((field) => {
      const given = Object.hasOwn(example, field.name) ? example[field.name] : undefined;
      const code = fieldCode(field, given);
      return code === undefined ? [] : [[field.name, code] as const];
    }),
  );
}

/** Where bytes are one choice of several, an example that leaves the field out has chosen them. */
function fieldCode(
  { kind, array, required }: MultipartField,
  example: unknown,
): string | undefined {
  if (example === undefined && !required) return undefined;
  const isBytes = kind === "binary" || (kind === "auto" && example === undefined);
  if (!isBytes) return example === undefined ? undefined : valueCode(example);
  const blobs = [example].flat().map(blobCode);
  return array ? `[${blobs.join(", ")}]` : blobs[0];
}

/** A document can only show bytes that are text. */
function blobCode(example: unknown): string {
  return `new Blob([${valueCode(stringOf(example, "…"))}])`;
}
