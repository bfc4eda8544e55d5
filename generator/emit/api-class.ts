import {
  StructureKind,
  type ClassDeclarationStructure,
  type MethodDeclarationStructure,
  type OptionalKind,
} from "ts-morph";
import type { Api, Operation, Service } from "../api-model.ts";
import type { GeneratedFile } from "../files/generated-file.ts";
import { runtimeExports, type RuntimeFile } from "../load/runtime.ts";
import { callCode } from "./call.ts";
import { code, ofRuntime, typeFrom, type Need } from "./code.ts";
import { classText, methodText } from "./method-docs.ts";
import { signatureOf } from "./signature.ts";
import { constantsFor, importsFor, sourceFile } from "./source.ts";

/** `src/uploads-api.ts` and the like: one class per tag, one method per operation. */
export function emitApiClasses(
  { services }: Api,
  runtime: readonly RuntimeFile[],
): GeneratedFile[] {
  const exported = runtimeExports(runtime);
  return services.map((service) => {
    const methods = service.operations.map(methodOf);
    const client = typeFrom("create-client.ts", "Client");
    const needs = [...client.needs, ...checked.needs, ...methods.flatMap((method) => method.needs)];
    return sourceFile(`src/${service.fileName}.ts`, [
      ...importsFor(needs, exported),
      ...constantsFor(needs),
      classOf(service, client.text, methods),
    ]);
  });
}

/** The options of a client are easily given in its place. */
const checked = code`${ofRuntime("checkClient")}(client)`;

type Method = OptionalKind<MethodDeclarationStructure>;

function classOf(service: Service, client: string, methods: Method[]): ClassDeclarationStructure {
  return {
    kind: StructureKind.Class,
    name: service.className,
    isExported: true,
    docs: [classText(service)],
    properties: [{ name: "#client", type: client, isReadonly: true }],
    ctors: [
      {
        docs: ["@param client - Sends the requests. `createClient` makes one."],
        parameters: [{ name: "client", type: client }],
        statements: [`this.#client = ${checked.text};`],
      },
    ],
    methods,
  };
}

function methodOf(operation: Operation): Method & { readonly needs: readonly Need[] } {
  const { needs, ...signature } = signatureOf(operation);
  const call = callCode(operation);
  return {
    ...signature,
    docs: [methodText(operation)],
    statements: [`return ${call.text};`],
    needs: [...needs, ...call.needs],
  };
}
