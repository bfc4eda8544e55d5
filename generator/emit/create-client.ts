import { StructureKind, VariableDeclarationKind, type StatementStructures } from "ts-morph";
import type { Api } from "../api-model.ts";
import { generatedHeader, type GeneratedFile } from "../generated-file.ts";
import { printSource } from "./print-source.ts";

/** `src/create-client.ts`: the runtime's client with the document's server as default. */
export function emitCreateClient({ baseUrl }: Api): GeneratedFile {
  const path = "src/create-client.ts";
  const text = printSource(path, [
    importStatement(),
    ...(baseUrl === undefined ? [] : [baseUrlConstant(baseUrl)]),
    createClient(baseUrl),
  ]);
  return { path, text: generatedHeader + text };
}

function importStatement(): StatementStructures {
  return {
    kind: StructureKind.ImportDeclaration,
    moduleSpecifier: "./runtime/client.ts",
    namedImports: [{ name: "Client" }, { name: "ClientOptions", isTypeOnly: true }],
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
        ? "return new Client({ ...options, baseUrl: options.baseUrl ?? BASE_URL });"
        : "return new Client(options);",
    ],
  };
}
