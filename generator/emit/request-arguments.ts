import type { Operation, Parameter, RequestBody } from "../api-model.ts";
import { objectText } from "./type-text.ts";

/** The arguments of `client.request` as code: method, path, what the operation sends, options. */
export function requestArguments(operation: Operation): string[] {
  const { httpMethod, path, pathParameters, otherParameters, body, methodName, result } = operation;
  const sent: [string, string][] = [];
  if (pathParameters.length > 0) {
    sent.push([
      "path",
      objectText(pathParameters.map(({ name, argumentName }) => [name, argumentName])),
    ]);
  }
  sent.push(...parameterEntries(otherParameters));
  if (body !== undefined) sent.push(["body", "body"], ...encoderEntry(body, methodName));
  const accept = result.mediaTypes.join(", ");
  if (accept !== "application/json") sent.push(["accept", JSON.stringify(accept)]);
  return [JSON.stringify(httpMethod), JSON.stringify(path), objectText(sent), "options"];
}

/** The constant that says how the fields of a multipart body are encoded. */
export function fieldsName(methodName: string): string {
  return `${methodName}Fields`;
}

function encoderEntry(
  { encoding, mediaType }: RequestBody,
  methodName: string,
): [string, string][] {
  switch (encoding.kind) {
    case "json":
      return mediaType === "application/json"
        ? []
        : [["encode", `jsonAs(${JSON.stringify(mediaType)})`]];
    case "multipart":
      return [["encode", `multipart(${fieldsName(methodName)})`]];
    case "form":
      return [["encode", "formUrlEncoded"]];
    case "raw":
      return [["encode", `raw(${JSON.stringify(mediaType)})`]];
  }
}

/** `params` goes to its one location as a whole; where there are several, the names of all but query say what goes where. */
function parameterEntries(parameters: readonly Parameter[]): [string, string][] {
  const locations = [...new Set(parameters.map((parameter) => parameter.in))];
  const [only] = locations;
  if (only === undefined) return [];
  if (locations.length === 1) return [[only, "params"]];
  return locations.map((location) => {
    const names = parameters
      .filter((parameter) => parameter.in === location)
      .map(({ name }) => JSON.stringify(name));
    return [location, `pick(params, ${names.join(", ")})`];
  });
}
