import type { Api, Operation, Service, UnmetSecurity } from "../api-model.ts";
import { argumentsOf, unionText } from "../emit/signature.ts";
import { apiKeyVariable } from "../names.ts";
import { formatBlocks, objectCode, valueCode } from "./code.ts";
import { exampleArguments } from "./example-arguments.ts";
import { formattedCall, formattedSignature } from "./plain-code.ts";

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

/** A piece of code: as it is shown, where that is known, or else how to get it. */
interface Piece {
  readonly formatted: string | undefined;
  readonly code: string;
  readonly cut: (formatted: string) => string;
}

/** The code of some methods of a class. */
export async function methodCodes(
  operations: readonly Operation[],
  context: CodeContext,
): Promise<MethodCode[]> {
  const clients = [
    ...new Set(operations.map((operation) => clientOptions(operation, context.api))),
  ];
  const pieces = [
    ...operations.map(signaturePiece),
    ...operations.map((operation) => callPiece(operation, context.service)),
    ...clients.map((options) => preparationPiece(options, context)),
  ];
  const shown = await formatPieces(pieces);
  const [examples, prepared] = [1, 2].map((share) => shown.slice(operations.length * share));
  return operations.map((operation, index) => {
    const client = clients.indexOf(clientOptions(operation, context.api));
    return {
      operation,
      signature: shown[index] ?? "",
      example: `${prepared?.[client] ?? ""}\n\n${examples?.[index] ?? ""}`,
    };
  });
}

async function formatPieces(pieces: readonly Piece[]): Promise<string[]> {
  const others = pieces.filter(({ formatted }) => formatted === undefined);
  const blocks = await formatBlocks(others.map(({ code }) => code));
  const cut = new Map(others.map((piece, index) => [piece, piece.cut(blocks[index] ?? "")]));
  return pieces.map((piece) => piece.formatted ?? cut.get(piece) ?? "");
}

/** What is formatted is the one method of an interface, which is what a parser takes. */
function signaturePiece(operation: Operation): Piece {
  const signature = {
    name: operation.methodName,
    parameters: argumentsOf(operation).map(
      ({ name, type, hasQuestionToken }) =>
        `${name}${hasQuestionToken === true ? "?" : ""}: ${String(type)}`,
    ),
    returnType: `Promise<${unionText(operation.result.types)}>`,
  };
  const { name, parameters, returnType } = signature;
  return {
    formatted: formattedSignature(signature),
    code: `interface Signature { ${name}(${parameters.join(", ")}): ${returnType} }`,
    cut: withoutInterface,
  };
}

function withoutInterface(code: string): string {
  const [, ...lines] = code.split("\n").slice(0, -1);
  return lines
    .map((line) => line.slice(2))
    .join("\n")
    .replace(/;$/, "");
}

/** What an example begins with: the same for most methods of a class. */
function preparationPiece(options: string, { service, packageName }: CodeContext): Piece {
  const { className } = service;
  const lines = [
    `import { ${className}, createClient } from ${JSON.stringify(packageName)};`,
    "",
    `const ${instanceName(service)} = new ${className}(createClient(${options}));`,
  ];
  return { formatted: undefined, code: lines.join("\n"), cut: asItIs };
}

function callPiece(operation: Operation, service: Service): Piece {
  const values = exampleArguments(operation).join(", ");
  const call = `await ${instanceName(service)}.${operation.methodName}(${values});`;
  const returnsNothing = operation.result.mediaTypes.length === 0;
  const [statement, shown] = returnsNothing
    ? [call, ""]
    : [`const result = ${call}`, "\nconsole.log(result);"];
  const formatted = formattedCall(statement);
  return {
    formatted: formatted && `${formatted}${shown}`,
    code: `${statement}${shown}`,
    cut: asItIs,
  };
}

function asItIs(code: string): string {
  return code;
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

/** Which of several methods an example shows: one with a server of its own would be called at the wrong one. */
export function shownFirst<Item extends { readonly operation: Operation }>(
  items: readonly Item[],
): Item | undefined {
  return items.find(({ operation }) => operation.server === undefined) ?? items[0];
}
