import { StructureKind, type ImportDeclarationStructure } from "ts-morph";
import type { Operation, Service, TypeReference } from "../api-model.ts";

/** What a class's file uses of the other files. */
export function importsOf({ operations }: Service): ImportDeclarationStructure[] {
  const types = operations.flatMap(typesOf);
  const models = types.flatMap((type) => (type.kind === "model" ? [type.name] : []));
  const roots = types.flatMap((type) => (type.kind === "lookup" ? [type.root] : []));
  const params = operations.some(({ otherParameters }) => otherParameters.length > 0)
    ? ["paths"]
    : [];
  const binary = types.some((type) => type.kind === "builtIn" && type.name === "BinaryInput")
    ? ["BinaryInput"]
    : [];
  return [
    importOf("./models.ts", [], models),
    importOf("./runtime/binary.ts", [], binary),
    importOf("./runtime/client.ts", [], ["Client", "RequestOptions"]),
    ...encoderImports(operations),
    importOf("./schema.ts", [], [...roots, ...params]),
  ].filter(({ namedImports }) => (namedImports as unknown[]).length > 0);
}

function typesOf({ pathParameters, body, result }: Operation): TypeReference[] {
  const types = [...pathParameters.map(({ type }) => type), ...result.types];
  return body === undefined ? types : [...types, body.type];
}

function encoderImports(operations: readonly Operation[]): ImportDeclarationStructure[] {
  const kinds = new Set(operations.map(({ body }) => body?.encoding.kind));
  const otherJson = operations.some(
    ({ body }) => body?.encoding.kind === "json" && body.mediaType !== "application/json",
  );
  const mixed = operations.some(
    ({ otherParameters }) => new Set(otherParameters.map((parameter) => parameter.in)).size > 1,
  );
  const encoders = [
    kinds.has("form") ? "formUrlEncoded" : "",
    otherJson ? "jsonAs" : "",
    kinds.has("raw") ? "raw" : "",
  ];
  return [
    importOf(
      "./runtime/encoders.ts",
      encoders.filter((name) => name !== ""),
      [],
    ),
    kinds.has("multipart")
      ? importOf("./runtime/multipart.ts", ["multipart"], ["FieldEncodings"])
      : importOf("", [], []),
    importOf("./runtime/pick.ts", mixed ? ["pick"] : [], []),
  ];
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
