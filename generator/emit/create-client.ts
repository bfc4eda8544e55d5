import type { Api } from "../api-model.ts";
import { generatedHeader, type GeneratedFile } from "../generated-file.ts";
import { printSource } from "./print-source.ts";
import type { Structure } from "./structures.ts";

/** `src/create-client.ts`: the runtime's client with the document's server as default. */
export function emitCreateClient({ baseUrl }: Api): GeneratedFile {
  const path = "src/create-client.ts";
  const text = printSource([
    importStatement(),
    ...(baseUrl === undefined ? [] : [baseUrlConstant(baseUrl)]),
    createClient(baseUrl),
  ]);
  return { path, text: generatedHeader + text };
}

function importStatement(): Structure {
  return {
    kind: "import",
    moduleSpecifier: "./runtime/client.ts",
    namedImports: [{ name: "Client" }, { name: "ClientOptions", isTypeOnly: true }],
  };
}

function baseUrlConstant(baseUrl: string): Structure {
  return {
    kind: "constant",
    isExported: true,
    docs: "Where requests go unless `baseUrl` says otherwise.",
    name: "BASE_URL",
    initializer: JSON.stringify(baseUrl),
  };
}

function createClient(baseUrl: string | undefined): Structure {
  const known = baseUrl !== undefined;
  return {
    kind: "function",
    name: "createClient",
    docs: "Makes the client that the API classes send their requests with.",
    parameters: [
      { name: "options", type: known ? "ClientOptions" : "ClientOptions & { baseUrl: string }" },
    ],
    returnType: "Client",
    statements: known
      ? "return new Client({ ...options, baseUrl: options.baseUrl ?? BASE_URL });"
      : "return new Client(options);",
  };
}
