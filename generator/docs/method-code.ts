import { StructureKind, VariableDeclarationKind, type StatementStructures } from "ts-morph";
import type { Api, Operation, Service, UnmetSecurity } from "../api-model.ts";
import { argumentsOf, unionText } from "../emit/signature.ts";
import { apiKeyVariable } from "../names.ts";
import { type BlockCode, objectCode, printBlocks, valueCode } from "./code.ts";
import { exampleArguments } from "./example-arguments.ts";

/** What the code of a page has in common. */
export interface CodeContext {
  readonly api: Api;
  readonly service: Service;
  readonly packageName: string;
}

/** Code about one method, formatted. */
export interface MethodCode {
  readonly operation: Operation;
  readonly signature: string;
  /** A program that calls the method. */
  readonly example: string;
}

/** The code of some methods of a class. */
export async function methodCodes(
  operations: readonly Operation[],
  context: CodeContext,
): Promise<MethodCode[]> {
  const clients = [
    ...new Set(operations.map((operation) => clientOptions(operation, context.api))),
  ];
  const preparations = clients.map((options) => preparationOf(options, context));
  const calls = operations.map((operation) => callOf(operation, context.service));
  const blocks = await printBlocks([...operations.map(signatureOf), ...calls, ...preparations]);
  const [signatures, examples] = [blocks, blocks.slice(operations.length)];
  const prepared = blocks.slice(operations.length * 2);
  return operations.map((operation, index) => {
    const client = clients.indexOf(clientOptions(operation, context.api));
    return {
      operation,
      signature: withoutInterface(signatures[index] ?? ""),
      example: `${prepared[client] ?? ""}\n\n${examples[index] ?? ""}`,
    };
  });
}

/** As the one method of an interface, which is what a parser takes. */
function signatureOf(operation: Operation): BlockCode {
  const method = {
    name: operation.methodName,
    parameters: argumentsOf(operation),
    returnType: `Promise<${unionText(operation.result.types)}>`,
  };
  return [{ kind: StructureKind.Interface, name: "Signature", methods: [method] }];
}

function withoutInterface(code: string): string {
  const [, ...lines] = code.split("\n").slice(0, -1);
  return lines
    .map((line) => line.slice(2))
    .join("\n")
    .replace(/;$/, "");
}

/** What an example begins with: the same for most methods of a class. */
function preparationOf(options: string, { service, packageName }: CodeContext): BlockCode {
  const { className } = service;
  return [
    importOf(packageName, [className, "createClient"]),
    constant(instanceName(service), `new ${className}(createClient(${options}))`),
  ];
}

function callOf(operation: Operation, service: Service): BlockCode {
  const values = exampleArguments(operation).join(", ");
  const call = `await ${instanceName(service)}.${operation.methodName}(${values})`;
  const returnsNothing = operation.result.mediaTypes.length === 0;
  return returnsNothing ? [`${call};`] : [constant("result", call), "console.log(result);"];
}

/** The name in which the examples of a class hold an instance: not one that the program needs for something else. */
function instanceName({ variableName }: Service): string {
  const taken = ["Blob", "console", "createClient", "process", "result"];
  return taken.includes(variableName) ? `${variableName}Api` : variableName;
}

function clientOptions({ security, unmetSecurity }: Operation, { baseUrl }: Api): string {
  const unmet = unmetSecurity.find(({ schemes }) => schemes.every(({ header }) => header));
  const needsKey = unmet?.besideKey ?? security.some((alternative) => alternative !== "none");
  const apiKey = needsKey ? `process.env.${apiKeyVariable(baseUrl)}` : "null";
  const entries: [string, string][] = [["apiKey", apiKey]];
  if (unmet !== undefined) entries.push(["headers", headersCode(unmet)]);
  if (baseUrl === undefined) entries.push(["baseUrl", '"https://api.example.com"']);
  return objectCode(entries);
}

function headersCode({ schemes }: UnmetSecurity): string {
  return objectCode(
    schemes.flatMap(({ header }) => (header ? [[header.name, valueCode(header.value)]] : [])),
  );
}

function importOf(moduleSpecifier: string, names: readonly string[]): StatementStructures {
  return {
    kind: StructureKind.ImportDeclaration,
    moduleSpecifier,
    namedImports: names.map((name) => ({ name })),
  };
}

function constant(name: string, initializer: string): StatementStructures {
  return {
    kind: StructureKind.VariableStatement,
    declarationKind: VariableDeclarationKind.Const,
    declarations: [{ name, initializer }],
  };
}

/** Which of several methods an example shows: one with a server of its own would be called at the wrong one. */
export function shownFirst<Item extends { readonly operation: Operation }>(
  items: readonly Item[],
): Item | undefined {
  return items.find(({ operation }) => operation.server === undefined) ?? items[0];
}
