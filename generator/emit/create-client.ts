import { StructureKind, VariableDeclarationKind, type StatementStructures } from "ts-morph";
import type { Api } from "../api-model.ts";
import { generatedHeader, type GeneratedFile } from "../generated-file.ts";
import { printSource } from "./print-source.ts";

/** `src/create-client.ts`: the runtime's client with the document's server as default. */
export function emitCreateClient({ baseUrl }: Api): GeneratedFile {
  const path = "src/create-client.ts";
  const text = printSource(path, [
    ...importStatements(),
    clientType(),
    ...(baseUrl === undefined ? [] : [baseUrlConstant(baseUrl)]),
    createClient(baseUrl),
  ]);
  return { path, text: generatedHeader + text };
}

function importStatements(): StatementStructures[] {
  return [
    {
      kind: StructureKind.ImportDeclaration,
      moduleSpecifier: "./runtime/client.ts",
      namedImports: [
        { name: "connect" },
        { name: "ClientOptions", isTypeOnly: true },
        { name: "ClientOf", isTypeOnly: true },
      ],
    },
    {
      kind: StructureKind.ImportDeclaration,
      moduleSpecifier: "./schema.ts",
      isTypeOnly: true,
      namedImports: ["paths"],
    },
  ];
}

function clientType(): StatementStructures {
  return {
    kind: StructureKind.TypeAlias,
    name: "Client",
    isExported: true,
    docs: ["Calls each path of the API by its method, as openapi-fetch has it."],
    type: "ClientOf<paths>",
  };
}

function baseUrlConstant(baseUrl: string): StatementStructures {
  return {
    kind: StructureKind.VariableStatement,
    isExported: true,
    docs: ["Where requests go unless `baseUrl` says otherwise."],
    declarationKind: VariableDeclarationKind.Const,
    declarations: [{ name: "BASE_URL", initializer: JSON.stringify(baseUrl) }],
  };
}

function createClient(baseUrl: string | undefined): StatementStructures {
  const known = baseUrl !== undefined;
  return {
    kind: StructureKind.Function,
    name: "createClient",
    isExported: true,
    docs: ["Makes the client that the API classes send their requests with."],
    parameters: [
      { name: "options", type: known ? "ClientOptions" : "ClientOptions & { baseUrl: string }" },
    ],
    returnType: "Client",
    statements: [
      known
        ? "return connect<paths>({ ...options, baseUrl: options.baseUrl ?? BASE_URL });"
        : "return connect<paths>(options);",
    ],
  };
}
