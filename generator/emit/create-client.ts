import { StructureKind, VariableDeclarationKind, type StatementStructures } from "ts-morph";
import type { Api } from "../api-model.ts";
import type { GeneratedFile } from "../files/generated-file.ts";
import type { ClientFact, ClientFacts } from "../load/package.ts";
import { clientTags, optionsInterface, optionsParameter } from "./client-options.ts";
import { sourceFile } from "./source.ts";

/** `src/create-client.ts`: the runtime's client with what the document and its package know of the API. */
export function emitCreateClient(api: Api, facts: ClientFacts = {}): GeneratedFile {
  const { baseUrl } = api;
  return sourceFile("src/create-client.ts", [
    ...importStatements(),
    clientType(),
    ...(baseUrl === undefined ? [] : [baseUrlConstant(baseUrl)]),
    ...(Object.keys(facts).length === 0 ? [] : [optionsInterface(api, facts)]),
    createClient(api, facts),
  ]);
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

function createClient(api: Api, facts: ClientFacts): StatementStructures {
  const known = knownOptions(api, facts);
  return {
    kind: StructureKind.Function,
    name: "createClient",
    isExported: true,
    docs: [`Makes the client that the API classes send their requests with.${clientTags}`],
    parameters: [optionsParameter(api, facts)],
    returnType: "Client",
    statements: [`return connect<paths>(options${known && `, ${known}`});`],
  };
}

/** The runtime's `ApiOptions` as code; "" where nothing is known. */
function knownOptions({ baseUrl }: Api, facts: ClientFacts): string {
  const entries = [
    ...(baseUrl === undefined ? [] : ["baseUrl: BASE_URL"]),
    ...mapCode("variables", facts, ({ variable }) => variable),
    ...mapCode("headers", facts, ({ header }) => header),
  ];
  return entries.length === 0 ? "" : `{ ${entries.join(", ")} }`;
}

function mapCode(
  name: string,
  facts: ClientFacts,
  valueOf: (fact: ClientFact) => string | undefined,
): string[] {
  const entries = Object.entries(facts).flatMap(([option, fact]) => {
    const value = valueOf(fact);
    return value === undefined ? [] : [`${option}: ${JSON.stringify(value)}`];
  });
  return entries.length === 0 ? [] : [`${name}: { ${entries.join(", ")} }`];
}
