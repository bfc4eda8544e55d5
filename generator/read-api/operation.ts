import type { Operation, Parameter } from "../api-model.ts";
import { textOf } from "../json.ts";
import { methodName } from "../names.ts";
import { templateNames } from "../normalise/paths.ts";
import { fixedMethods, httpMethodOf, keysOfMethod } from "../path-item.ts";
import { SpecError, type SpecLocation } from "../errors.ts";
import { readBody } from "./body.ts";
import { locationOf, type Context, type SourceOperation } from "./context.ts";
import { readParameters } from "./parameter.ts";
import { readResponses } from "./responses.ts";
import { readResult } from "./result.ts";
import { Scope, type ConstantNames } from "./scope.ts";
import { readSecurity } from "./security.ts";
import { readOwnServer } from "./server.ts";

/** @param constants Names those of the class. */
export function readOperation(
  context: Context,
  source: SourceOperation,
  constants: ConstantNames,
): Operation {
  const { path, method, operation } = source;
  const keys = ["paths", path, ...keysOfMethod(method)];
  const at = locationOf(context, ...keys);
  checkMethod(method, at);
  const id = textOf(operation.operationId) ?? `${method} ${path}`;
  const name = methodName(id, locationOf(context, ...keys, "operationId"));
  const parameters = readParameters(context, source);
  const otherParameters = parameters.filter((parameter) => parameter.in !== "path");
  const styled = otherParameters.filter(({ style }) => style !== undefined);
  const properties = new Scope();
  for (const { name } of otherParameters) properties.claim(name, at);
  return {
    methodName: name,
    httpMethod: httpMethodOf(method),
    path,
    server: readOwnServer(context.document, source),
    summary: textOf(operation.summary),
    description: textOf(operation.description),
    deprecated: operation.deprecated === true,
    pathParameters: inPathOrder(context, source, parameters),
    otherParameters,
    stylesName: styled.length > 0 ? constants.claim("Styles", styled, [name]) : undefined,
    body: readBody(context, source, { methodName: name, constants }),
    result: readResult(context, source),
    responses: readResponses(context, source),
    ...readSecurity(context, operation),
  };
}

/** RFC 9110, section 5.6.2. */
const token = /^[!#$%&'*+.^_`|~\w-]+$/;

function checkMethod(method: string, location: SpecLocation): void {
  if (fixedMethods.includes(method)) return;
  const field = method.toLowerCase();
  if (fixedMethods.includes(field))
    throw new SpecError(
      location,
      "is an additional operation, though the path item has a field for its method",
      `Move it to ${field}.`,
    );
  if (!token.test(method))
    throw new SpecError(
      location,
      "is not the name of an HTTP method",
      "Write it as it is sent, such as COPY.",
    );
}

function inPathOrder(
  context: Context,
  { path, method }: SourceOperation,
  parameters: readonly Parameter[],
): Parameter[] {
  const declared = new Map(
    parameters
      .filter((parameter) => parameter.in === "path")
      .map((parameter) => [parameter.name, parameter]),
  );
  const argumentNames = new Scope();
  return [...new Set(templateNames(path))].map((name) => {
    const location = locationOf(context, "paths", path, ...keysOfMethod(method), "parameters");
    const parameter = declared.get(name);
    if (parameter === undefined)
      throw new SpecError(
        location,
        `does not declare {${name}}`,
        "Declare it as a path parameter.",
      );
    argumentNames.claim(parameter.argumentName, location);
    return parameter;
  });
}
