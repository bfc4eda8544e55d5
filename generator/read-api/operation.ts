import type { Operation, Parameter } from "../api-model.ts";
import { textOf } from "../json.ts";
import { methodName } from "../names.ts";
import { templateNames } from "../normalise/paths.ts";
import { fixedMethods, httpMethodOf, keysOfMethod } from "../path-item.ts";
import { SpecError, type SpecLocation } from "../errors.ts";
import { isToken } from "../text.ts";
import { readBody } from "./body.ts";
import { locationOf, type Context, type SourceOperation } from "./context.ts";
import { parameterLocation, readParameters } from "./parameter.ts";
import { readResponses } from "./responses.ts";
import { readResult } from "./result.ts";
import type { ConstantNames } from "./scope.ts";
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
  checkMethod(method, locationOf(context, ...keys));
  const id = textOf(operation.operationId) ?? `${method} ${path}`;
  const name = methodName(id, locationOf(context, ...keys, "operationId"));
  const parameters = readParameters(context, source);
  const otherParameters = parameters.filter((parameter) => parameter.in !== "path");
  const styled = otherParameters.filter(({ style }) => style !== undefined);
  checkProperties(context, source, otherParameters);
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
    replacesQuery: replacesQuery(path, otherParameters),
    stylesName: styled.length > 0 ? constants.claim("Styles", styled, [name]) : undefined,
    body: readBody(context, source, { methodName: name, constants }),
    result: readResult(context, source),
    responses: readResponses(context, source),
    ...readSecurity(context, operation),
  };
}

/** They are properties of one object, wherever they go. */
function checkProperties(
  context: Context,
  source: SourceOperation,
  parameters: readonly Parameter[],
): void {
  const earlier = new Map<string, Parameter>();
  for (const parameter of parameters) {
    const { name, in: place } = parameter;
    const other = earlier.get(name);
    earlier.set(name, other ?? parameter);
    if (other === undefined) continue;
    context.clashes.add(
      parameterLocation(context, source, parameter),
      `${place} parameter ${name} has the name of ${other.in} parameter ${name}, and both are properties of params`,
      "Rename one of them in the document, or drop the one that isn't needed.",
    );
  }
}

/** `task` in `/index?task=list`; in a deep object, `filter` in `/index?filter[a]=1`. */
function replacesQuery(path: string, parameters: readonly Parameter[]): boolean {
  const [, query = ""] = /\?(.*)/s.exec(path) ?? [];
  const names = new Set(
    [...new URLSearchParams(query).keys()].map((key) => key.replace(/\[.*/s, "")),
  );
  return parameters.some((parameter) => parameter.in === "query" && names.has(parameter.name));
}

function checkMethod(method: string, location: SpecLocation): void {
  if (fixedMethods.includes(method)) return;
  const field = method.toLowerCase();
  if (fixedMethods.includes(field))
    throw new SpecError(
      location,
      "is an additional operation, though the path item has a field for its method",
      `Move it to ${field}.`,
    );
  if (!isToken(method))
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
  const taken = new Set<string>();
  return [...new Set(templateNames(path))].map((name) => {
    const location = locationOf(context, "paths", path, ...keysOfMethod(method), "parameters");
    const parameter = declared.get(name);
    if (parameter === undefined)
      throw new SpecError(
        location,
        `does not declare {${name}}`,
        "Declare it as a path parameter.",
      );
    return { ...parameter, argumentName: freeName(parameter.argumentName, taken) };
  });
}

/** Arguments go by position, so their names need only differ. */
function freeName(name: string, taken: Set<string>): string {
  if (taken.has(name)) return freeName(`${name}_`, taken);
  taken.add(name);
  return name;
}
