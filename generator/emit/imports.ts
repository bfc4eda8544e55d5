import type { Operation, RequestBody, Service, TypeReference } from "../api-model.ts";
import type { ImportStructure } from "./structures.ts";

/** What a class's file uses of the other files. */
export function importsOf({ operations }: Service): ImportStructure[] {
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
    importOf("./models.ts", [], models),
    importOf("./runtime/binary.ts", [], binary),
    importOf("./runtime/client.ts", [], ["Client", "RequestOptions"]),
    ...runtimeImports(operations),
    importOf("./schema.ts", [], [...roots, ...params]),
  ].filter(({ namedImports }) => namedImports.length > 0);
}

function typesOf({ pathParameters, body, result }: Operation): TypeReference[] {
  const types = [...pathParameters.map(({ type }) => type), ...result.types];
  return body === undefined ? types : [...types, body.type];
}

function runtimeImports(operations: readonly Operation[]): ImportStructure[] {
  const encodings = new Set(operations.flatMap(({ body }) => encodersOf(body)));
  const multipart = encodings.delete("multipart");
  return [
    importOf("./runtime/encoders.ts", [...encodings], []),
    importOf(
      "./runtime/multipart.ts",
      multipart ? ["multipart"] : [],
      multipart ? ["FieldEncodings"] : [],
    ),
    importOf("./runtime/parameters.ts", [...new Set(operations.flatMap(parameterHelpers))], []),
  ];
}

const encoders = { form: "formUrlEncoded", json: "jsonAs", multipart: "multipart", raw: "raw" };

function encodersOf(body: RequestBody | undefined): string[] {
  if (body === undefined || body.mediaType === "application/json") return [];
  return [encoders[body.encoding.kind], ...(body.required ? [] : ["optional"])];
}

function parameterHelpers({ otherParameters }: Operation): string[] {
  const locations = new Set(otherParameters.map((parameter) => parameter.in));
  return [...(locations.size > 1 ? ["pick"] : []), ...(locations.has("cookie") ? ["cookies"] : [])];
}

/** Named imports, sorted; a declaration of types alone is a type import as a whole. */
function importOf(
  moduleSpecifier: string,
  values: readonly string[],
  types: readonly string[],
): ImportStructure {
  const isTypeOnly = values.length === 0;
  const names = [
    ...[...new Set(values)].sort().map((name) => ({ name })),
    ...[...new Set(types)].sort().map((name) => ({ name, isTypeOnly: !isTypeOnly })),
  ];
  return {
    kind: "import",
    moduleSpecifier,
    isTypeOnly,
    namedImports: names,
  };
}
