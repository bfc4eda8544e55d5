import type { Operation } from "../api-model.ts";
import type { ParameterStructure } from "./structures.ts";
import { typeText } from "./type-text.ts";

/** Path parameters in path order, then the body, then query, header and cookie parameters as one object, then the options. */
export function argumentsOf(operation: Operation): ParameterStructure[] {
  const { pathParameters, body, otherParameters } = operation;
  const list = pathParameters.map(({ argumentName, type }) => ({
    name: argumentName,
    type: typeText(type),
    required: true,
  }));
  if (body !== undefined)
    list.push({ name: "body", type: typeText(body.type), required: body.required });
  if (otherParameters.length > 0) {
    const required = otherParameters.some((parameter) => parameter.required);
    list.push({ name: "params", type: paramsType(operation), required });
  }
  list.push({ name: "options", type: "RequestOptions", required: false });
  const lastRequired = list.findLastIndex(({ required }) => required);
  return list.map(({ name, type, required }, index) => ({
    name,
    type: required || index > lastRequired ? type : `${type} | undefined`,
    isOptional: index > lastRequired,
  }));
}

function paramsType({ path, httpMethod, otherParameters }: Operation): string {
  const locations = [...new Set(otherParameters.map((parameter) => parameter.in))];
  const types = locations.map((location) => {
    const required = otherParameters.some(
      (parameter) => parameter.in === location && parameter.required,
    );
    const keys = [path, httpMethod.toLowerCase(), "parameters", location].map((key) => ({
      key,
      optional: key === location && !required,
    }));
    return typeText({ kind: "lookup", root: "paths", keys });
  });
  return types.join(" & ");
}
