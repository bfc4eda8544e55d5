import { StructureKind, type ImportDeclarationStructure } from "ts-morph";
import type { Operation, RequestBody, Service, TypeReference } from "../api-model.ts";
import { unwrapperOf } from "./call.ts";
import { hasStyles, styleConstants } from "./styles.ts";

/** What a class's file uses of the other files. */
export function importsOf({ operations }: Service): ImportDeclarationStructure[] {
  const types = operations.flatMap(typesOf);
  const models = types.flatMap((type) => (type.kind === "model" ? [type.name] : []));
  const roots = types.flatMap((type) => (type.kind === "lookup" ? [type.root] : []));
  const params = operations.some(({ otherParameters }) => otherParameters.length > 0)
    ? ["paths"]
    : [];
  const binary = types.some((type) => type.kind === "builtIn" && type.name.includes("BinaryInput"))
    ? ["BinaryInput"]
    : [];
  return [
    importOf("./create-client.ts", [], ["Client"]),
    importOf("./models.ts", [], models),
    importOf("./runtime/binary.ts", [], binary),
    importOf("./runtime/client.ts", ["init"], ["RequestOptions"]),
    ...runtimeImports(operations),
    importOf("./schema.ts", [], [...roots, ...params]),
  ].filter(({ namedImports }) => (namedImports as unknown[]).length > 0);
}

function typesOf({ pathParameters, body, result }: Operation): TypeReference[] {
  const types = [...pathParameters.map(({ type }) => type), ...result.types];
  return body === undefined ? types : [...types, body.type];
}

function runtimeImports(operations: readonly Operation[]): ImportDeclarationStructure[] {
  const encodings = new Set(operations.flatMap(({ body }) => encodersOf(body)));
  const styles = styleConstants(operations).size > 0;
  const multipart = encodings.delete("multipart");
  return [
    importOf("./runtime/encoders.ts", [...encodings], []),
    importOf(
      "./runtime/multipart.ts",
      multipart ? ["multipart"] : [],
      multipart ? ["FieldEncodings"] : [],
    ),
    importOf("./runtime/parameters.ts", [...new Set(operations.flatMap(parameterHelpers))], []),
    importOf("./runtime/query.ts", [...new Set(operations.flatMap(querySerializers))], []),
    importOf("./runtime/style.ts", [], styles ? ["ParameterStyles"] : []),
    importOf(
      "./runtime/unwrap.ts",
      [...new Set(operations.map(({ result }) => unwrapperOf(result)))],
      [],
    ),
  ];
}

const encoders = { form: "formUrlEncoded", json: "jsonAs", multipart: "multipart", raw: "raw" };

function encodersOf(body: RequestBody | undefined): string[] {
  if (body === undefined || body.mediaType === "application/json") return [];
  return [
    encoders[body.encoding.kind],
    ...("stylesName" in body.encoding && hasStyles(body.encoding.fields) ? ["styled"] : []),
  ];
}

function querySerializers({ otherParameters }: Operation): string[] {
  const query = otherParameters.filter((parameter) => parameter.in === "query");
  if (query.length === 0) return [];
  return [hasStyles(query) ? "styledQuery" : "queryString"];
}

function parameterHelpers({ pathParameters, otherParameters }: Operation): string[] {
  const locations = new Set(otherParameters.map((parameter) => parameter.in));
  const headers = otherParameters.filter((parameter) => parameter.in === "header");
  const helpers = { pick: locations.size > 1, cookies: locations.has("cookie") };
  const used = { ...helpers, headers: hasStyles(headers), styledPath: hasStyles(pathParameters) };
  return Object.entries(used).flatMap(([name, isUsed]) => (isUsed ? [name] : []));
}

/** Named imports, sorted; a declaration of types alone is a type import as a whole. */
function importOf(
  moduleSpecifier: string,
  values: readonly string[],
  types: readonly string[],
): ImportDeclarationStructure {
  const isTypeOnly = values.length === 0;
  const names = [
    ...[...new Set(values)].sort().map((name) => ({ name })),
    ...[...new Set(types)].sort().map((name) => ({ name, isTypeOnly: !isTypeOnly })),
  ];
  return {
    kind: StructureKind.ImportDeclaration,
    moduleSpecifier,
    isTypeOnly,
    namedImports: names,
  };
}
