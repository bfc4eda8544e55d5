import {
  StructureKind,
  type ClassDeclarationStructure,
  type MethodDeclarationStructure,
  type OptionalKind,
  type VariableStatementStructure,
  VariableDeclarationKind,
} from "ts-morph";
import type { Api, MultipartField, Operation, Service } from "../api-model.ts";
import { generatedHeader, type GeneratedFile } from "../files/generated-file.ts";
import { importsOf } from "./imports.ts";
import { argumentsOf } from "./method-arguments.ts";
import { classText, methodText } from "./method-docs.ts";
import { printSource } from "./print-source.ts";
import { callText } from "./call.ts";
import { styleConstants } from "./styles.ts";
import { objectText, unionText } from "./type-text.ts";

/** `src/uploads-api.ts` and the like: one class per tag, one method per operation. */
export function emitApiClasses({ services }: Api): GeneratedFile[] {
  return services.map((service) => {
    const path = `src/${service.fileName}.ts`;
    const statements = [
      ...importsOf(service),
      ...constantsOf(fieldEncodings(service.operations), "FieldEncodings"),
      ...constantsOf(styleConstants(service.operations), "ParameterStyles"),
      classOf(service),
    ];
    return { path, text: generatedHeader + printSource(path, statements) };
  });
}

function classOf(service: Service): ClassDeclarationStructure {
  return {
    kind: StructureKind.Class,
    name: service.className,
    isExported: true,
    docs: [classText(service)],
    properties: [{ name: "#client", type: "Client", isReadonly: true }],
    ctors: [
      {
        docs: ["@param client - Sends the requests. `createClient` makes one."],
        parameters: [{ name: "client", type: "Client" }],
        statements: ["this.#client = client;"],
      },
    ],
    methods: service.operations.map(methodOf),
  };
}

function methodOf(operation: Operation): OptionalKind<MethodDeclarationStructure> {
  return {
    name: operation.methodName,
    docs: [methodText(operation)],
    parameters: argumentsOf(operation),
    returnType: `Promise<${unionText(operation.result.types)}>`,
    statements: [`return ${callText(operation)};`],
  };
}

/** How the fields of multipart bodies are encoded: data, so it stands outside the methods, and once for bodies of one model. */
function fieldEncodings(operations: readonly Operation[]): Map<string, string> {
  const initializers = new Map<string, string>();
  for (const { body } of operations) {
    if (body?.encoding.kind !== "multipart") continue;
    const { fieldsName, fields } = body.encoding;
    const encoded = fields.filter(({ style }) => style === undefined);
    initializers.set(
      fieldsName,
      objectText(encoded.map((field) => [field.name, fieldText(field)])),
    );
  }
  return initializers;
}

function constantsOf(
  initializers: ReadonlyMap<string, string>,
  type: "FieldEncodings" | "ParameterStyles",
): VariableStatementStructure[] {
  return [...initializers].map(([name, initializer]) => ({
    kind: StructureKind.VariableStatement,
    declarationKind: VariableDeclarationKind.Const,
    declarations: [{ name, type, initializer }],
  }));
}

function fieldText({ kind, array, required, contentType }: MultipartField): string {
  const entries: [string, string][] = [["kind", JSON.stringify(kind)]];
  if (array) entries.push(["array", "true"]);
  if (required) entries.push(["required", "true"]);
  if (contentType !== undefined) entries.push(["contentType", JSON.stringify(contentType)]);
  return objectText(entries);
}
