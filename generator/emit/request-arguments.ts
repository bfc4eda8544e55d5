import type { Operation, Parameter, RequestBody } from "../api-model.ts";
import { objectText } from "./type-text.ts";

/** The arguments of `client.request` as code: method, path, what the operation sends, options. */
export function requestArguments(operation: Operation): string[] {
  const { httpMethod, path, pathParameters, otherParameters, body, result } = operation;
  const sent: [string, string][] = [];
  if (pathParameters.length > 0) {
    sent.push([
      "path",
      objectText(pathParameters.map(({ name, argumentName }) => [name, argumentName])),
    ]);
  }
  sent.push(...parameterEntries(otherParameters));
  if (body !== undefined) sent.push(["body", "body"], ...encoderEntry(body));
  const accept = result.mediaTypes.join(", ");
  if (accept !== "application/json") sent.push(["accept", JSON.stringify(accept)]);
  return [JSON.stringify(httpMethod), JSON.stringify(path), objectText(sent), "options"];
}

function encoderEntry(body: RequestBody): [string, string][] {
  const encoder = encoderText(body);
  if (encoder === undefined) return [];
  return [["encode", body.required ? encoder : `optional(${encoder})`]];
}

function encoderText({ encoding, mediaType }: RequestBody): string | undefined {
  switch (encoding.kind) {
    case "json":
      return mediaType === "application/json" ? undefined : `jsonAs(${JSON.stringify(mediaType)})`;
    case "multipart":
      return `multipart(${encoding.fieldsName})`;
    case "form":
      return "formUrlEncoded";
    case "raw":
      return `raw(${JSON.stringify(mediaType)})`;
  }
}

/** `params` goes to its one location as a whole; where there are several, names say what goes where. Cookies travel in a header. */
function parameterEntries(parameters: readonly Parameter[]): [string, string][] {
  const locations = [...new Set(parameters.map((parameter) => parameter.in))];
  const share = (location: Parameter["in"]) => {
    if (locations.length === 1) return "params";
    const own = parameters.filter((parameter) => parameter.in === location);
    return `pick(params, ${own.map(({ name }) => JSON.stringify(name)).join(", ")})`;
  };
  const headers: string[] = [];
  if (locations.includes("header")) headers.push(share("header"));
  if (locations.includes("cookie")) headers.push(`cookies(${share("cookie")})`);
  const [header = "", ...others] = headers;
  const entries: [string, string][] = locations.includes("query")
    ? [["query", share("query")]]
    : [];
  if (headers.length > 0) {
    entries.push(["header", others.length === 0 ? header : `{ ...${headers.join(", ...")} }`]);
  }
  return entries;
}
