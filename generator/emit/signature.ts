import type { OptionalKind, ParameterDeclarationStructure } from "ts-morph";
import type { Operation, TypeReference } from "../api-model.ts";
import { typeKeyOf } from "../path-item.ts";
import { lookup } from "../read-api/context.ts";
import { code, joined, ofRuntime, typeFrom, type Code, type Need } from "./code.ts";

/** What a method takes and gives, as ts-morph has it, and what its types need. */
export interface Signature {
  readonly name: string;
  readonly parameters: OptionalKind<ParameterDeclarationStructure>[];
  readonly returnType: string;
  readonly needs: readonly Need[];
}

export function signatureOf(operation: Operation): Signature {
  const list = methodArguments(operation);
  const result = unionCode(operation.result.types);
  return {
    name: operation.methodName,
    parameters: argumentsOf(operation),
    returnType: `Promise<${result.text}>`,
    needs: [...list.flatMap(({ type }) => type.needs), ...result.needs],
  };
}

export function argumentsOf(operation: Operation): OptionalKind<ParameterDeclarationStructure>[] {
  const list = methodArguments(operation);
  const lastRequired = list.findLastIndex(({ required }) => required);
  return list.map(({ name, type: { text }, required }, index) => ({
    name,
    type: required || index > lastRequired ? text : `${text} | undefined`,
    hasQuestionToken: index > lastRequired,
  }));
}

interface Argument {
  readonly name: string;
  readonly type: Code;
  readonly required: boolean;
}

/** Path parameters in path order, then the body, then query, header and cookie parameters as one object, then the options. */
function methodArguments(operation: Operation): Argument[] {
  const { pathParameters, body, otherParameters } = operation;
  const list = pathParameters.map(({ argumentName, type }): Argument => {
    return { name: argumentName, type: typeCode(type), required: true };
  });
  if (body !== undefined)
    list.push({ name: "body", type: typeCode(body.type), required: body.required });
  if (otherParameters.length > 0) {
    const required = otherParameters.some((parameter) => parameter.required);
    list.push({ name: "params", type: paramsType(operation), required });
  }
  list.push({ name: "options", type: ofRuntime("RequestOptions"), required: false });
  return list;
}

function paramsType({ path, httpMethod, otherParameters }: Operation): Code {
  const places = [...new Set(otherParameters.map((parameter) => parameter.in))];
  const types = places.map((place) => {
    const share = otherParameters.filter((parameter) => parameter.in === place);
    const isRequired = share.some(({ required }) => required);
    const keys = [path, typeKeyOf(httpMethod), "parameters", place];
    return typeCode(lookup("paths", keys, isRequired ? undefined : 3));
  });
  return joined(types, " & ");
}

/** A type, as a file beside `schema.ts` and `models.ts` writes it. */
function typeCode(type: TypeReference): Code {
  switch (type.kind) {
    case "model":
      return typeFrom("models.ts", type.name);
    case "items":
      return code`AsyncIterable<${typeCode(type.of)}>`;
    case "lookup":
      return type.keys.reduce(
        (object, { key, optional }) => {
          const property = code`${object}[${/^\d+$/.test(key) ? key : JSON.stringify(key)}]`;
          return optional ? code`NonNullable<${property}>` : property;
        },
        typeFrom("schema.ts", type.root),
      );
    case "builtIn":
      return type.name === "BinaryInput | string"
        ? code`${ofRuntime("BinaryInput")} | string`
        : code`${type.name}`;
  }
}

function unionCode(types: readonly TypeReference[]): Code {
  return joined(types.map(typeCode), " | ");
}

export function typeText(type: TypeReference): string {
  return typeCode(type).text;
}

export function unionText(types: readonly TypeReference[]): string {
  return unionCode(types).text;
}
