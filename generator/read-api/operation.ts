import type { Operation, Parameter } from "../api-model.ts";
import { textOf } from "../json.ts";
import { methodName } from "../names.ts";
import { templateNames } from "../normalise/paths.ts";
import { SpecError } from "../errors.ts";
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
  const at = locationOf(context, "paths", path, method);
  const id = textOf(operation.operationId) ?? `${method} ${path}`;
  const name = methodName(id, locationOf(context, "paths", path, method, "operationId"));
  const parameters = readParameters(context, source);
  const otherParameters = parameters.filter((parameter) => parameter.in !== "path");
  const styled = otherParameters.filter(({ style }) => style !== undefined);
  const properties = new Scope();
  for (const { name } of otherParameters) properties.claim(name, at);
  return {
    methodName: name,
    httpMethod: method.toUpperCase(),
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
    const location = locationOf(context, "paths", path, method, "parameters");
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
