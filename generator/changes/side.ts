import type { Api, Operation } from "../api-model.ts";
import { checkStructure } from "../check/structure.ts";
import { pointer, type JsonObject } from "../json.ts";
import { keysOfMethod, typeKeyOf } from "../path-item.ts";
import { normalise } from "../normalise/index.ts";
import { readApi } from "../read-api/index.ts";
import { successStatuses } from "../read-api/result.ts";
import { mediaTypesAt, objectAt, schemaPointer } from "./locate.ts";
import { pairBy, type Pair, type Pairing } from "./pair-by.ts";
import type { OperationName } from "./report.ts";

/** One of the two documents, read as the generator reads it. */
export interface Side {
  /** Normalised, so that two ways to say one thing are no difference. */
  readonly document: JsonObject;
  readonly api: Api;
  readonly methods: readonly Method[];
}

export type SideName = keyof Pair<Side>;

/** A method of the client with the operation it calls. */
export interface Method {
  readonly document: JsonObject;
  readonly api: Api;
  readonly operation: Operation;
  readonly name: OperationName;
  /** `#/paths/~1uploads/post` */
  readonly pointer: string;
  /** The operation as the document has it. */
  readonly source: JsonObject;
}

/** A method of both clients. */
export type MethodPair = Pair<Method>;

/** @throws {SpecError} The document can't be generated from. */
export function readSide(source: JsonObject, file: string): Side {
  checkStructure(source, file);
  const document = normalise(source);
  const api = readApi(document, file);
  const methods = api.services.flatMap(({ className, operations }) =>
    operations.map((operation): Method => {
      const { methodName, httpMethod, path } = operation;
      const at = pointer("paths", path, ...keysOfMethod(typeKeyOf(httpMethod)));
      const name = { className, method: methodName, request: `${httpMethod} ${path}` };
      return { document, api, operation, name, pointer: at, source: objectAt(document, at) };
    }),
  );
  return { document, api, methods };
}

/** The schema of the request body that the client sends; the body itself where there is none. */
export function bodyPointer({ document, pointer, operation: { body } }: Method): string {
  const owner = `${pointer}/requestBody`;
  return body === undefined ? owner : schemaPointer(document, owner, body.mediaType);
}

/** The schema of the first successful response with content; the first response where none has. */
export function resultPointer(method: Method): string {
  const responses = successStatuses(method.source).map(
    (status) => `${method.pointer}/responses/${status}`,
  );
  for (const response of responses) {
    const [mediaType] = mediaTypesAt(method.document, response);
    if (mediaType !== undefined) return schemaPointer(method.document, response, mediaType);
  }
  return responses[0] ?? method.pointer;
}

/**
 * Pairs methods as a program would find them: by class and name, then, for those that are gone, by what they request,
 * since an operation that only changed its id or tag is better told as renamed than as gone.
 */
export function pairMethods({ base, head }: Pair<Side>): Pairing<Method> {
  const nameOf = ({ name }: Method) => `${name.className}.${name.method}`;
  const byName = pairBy(base.methods, head.methods, nameOf);
  const requestOf = ({ operation }: Method) =>
    `${operation.httpMethod} ${pathShape(operation.path)}`;
  const byRequest = pairBy(byName.gone, byName.added, requestOf);
  return { ...byRequest, pairs: [...byName.pairs, ...byRequest.pairs] };
}

/** `/uploads/{}/parts`: the names of path parameters are the client's only. */
export function pathShape(path: string): string {
  return path.replace(/\{[^{}]*\}/g, "{}");
}
