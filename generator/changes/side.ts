import type { Api, Operation, Service } from "../api-model.ts";
import { isObject, pointer, resolvePointer, resolveReference, type JsonObject } from "../json.ts";
import { normalise } from "../normalise/index.ts";
import { readApi } from "../read-api/index.ts";
import type { OperationName } from "./report.ts";

/** One of the two documents, read as the generator reads it. */
export interface Side {
  readonly file: string;
  /** Normalised, so that two ways to say one thing are no difference. */
  readonly document: JsonObject;
  readonly api: Api;
  readonly methods: readonly Method[];
}

/** A method of the client with the operation it calls. */
export interface Method {
  readonly service: Service;
  readonly operation: Operation;
  readonly name: OperationName;
  /** `#/paths/~1uploads/post` */
  readonly pointer: string;
  /** The operation as the document has it. */
  readonly source: JsonObject;
  readonly pathItem: JsonObject;
}

/** A method of both clients. */
export interface MethodPair {
  readonly base: Method;
  readonly head: Method;
}

/** @throws {SpecError} The document can't be generated from. */
export function readSide(source: JsonObject, file: string): Side {
  const document = normalise(source);
  const api = readApi(document, file);
  const methods = api.services.flatMap((service) =>
    service.operations.map((operation) => methodOf(document, service, operation)),
  );
  return { file, document, api, methods };
}

function methodOf(document: JsonObject, service: Service, operation: Operation): Method {
  const { methodName, httpMethod, path } = operation;
  const pathPointer = pointer("paths", path);
  const place = pointer("paths", path, httpMethod.toLowerCase());
  return {
    service,
    operation,
    name: { className: service.className, method: methodName, request: `${httpMethod} ${path}` },
    pointer: place,
    source: objectAt(document, place),
    pathItem: objectAt(document, pathPointer),
  };
}

/** The object a pointer means, through `$ref`s; an empty one where there is none. */
export function objectAt(document: JsonObject, place: string): JsonObject {
  const value = resolveReference(document, resolvePointer(document, place));
  return isObject(value) ? value : {};
}

/** The pointer itself, or where its `$ref` leads. */
export function followPointer(document: JsonObject, place: string): string {
  let target = place;
  for (let value = resolvePointer(document, target); isObject(value);) {
    if (typeof value.$ref !== "string") break;
    target = value.$ref;
    value = resolvePointer(document, target);
  }
  return target;
}
