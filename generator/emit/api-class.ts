import type { Api, MultipartField, Operation, Service } from "../api-model.ts";
import { generatedHeader, type GeneratedFile } from "../generated-file.ts";
import { importsOf } from "./imports.ts";
import { argumentsOf } from "./method-arguments.ts";
import { classText, methodText } from "./method-docs.ts";
import { printSource } from "./print-source.ts";
import { requestArguments } from "./request-arguments.ts";
import type { CallableStructure, ClassStructure, ConstantStructure } from "./structures.ts";
import { objectText, unionText } from "./type-text.ts";

/** `src/uploads-api.ts` and the like: one class per tag, one method per operation. */
export function emitApiClasses({ services }: Api): GeneratedFile[] {
  return services.map((service) => {
    const path = `src/${service.fileName}.ts`;
    const structures = [
      ...importsOf(service),
      ...fieldsConstants(service.operations),
      classOf(service),
    ];
    return { path, text: generatedHeader + printSource(structures) };
  });
}

function classOf(service: Service): ClassStructure {
  return {
    kind: "class",
    name: service.className,
    docs: classText(service),
    properties: ["readonly #client: Client"],
    members: [
      {
        name: "constructor",
        docs: "@param client - Sends the requests. `createClient` makes one.",
        parameters: [{ name: "client", type: "Client" }],
        statements: "this.#client = client;",
      },
      ...service.operations.map(methodOf),
    ],
  };
}

function methodOf(operation: Operation): CallableStructure {
  return {
    name: operation.methodName,
    docs: methodText(operation),
    parameters: argumentsOf(operation),
    returnType: `Promise<${unionText(operation.result.types)}>`,
    statements: `return this.#client.request(${requestArguments(operation).join(", ")});`,
  };
}

/** How the fields of multipart bodies are encoded: data, so it stands outside the methods, and once for bodies of one model. */
function fieldsConstants(operations: readonly Operation[]): ConstantStructure[] {
  const initializers = new Map<string, string>();
  for (const { body } of operations) {
    if (body?.encoding.kind !== "multipart") continue;
    const { fieldsName, fields } = body.encoding;
    initializers.set(fieldsName, objectText(fields.map((field) => [field.name, fieldText(field)])));
  }
  return [...initializers].map(([name, initializer]) => ({
    kind: "constant",
    name,
    type: "FieldEncodings",
    initializer,
  }));
}

function fieldText({ kind, array, required, contentType }: MultipartField): string {
  const entries: [string, string][] = [["kind", JSON.stringify(kind)]];
  if (array) entries.push(["array", "true"]);
  if (required) entries.push(["required", "true"]);
  if (contentType !== undefined) entries.push(["contentType", JSON.stringify(contentType)]);
  return objectText(entries);
}
