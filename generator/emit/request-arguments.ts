import type { Operation, Parameter, RequestBody } from "../api-model.ts";
import { hasStyles, styleText } from "./styles.ts";
import { objectText } from "./type-text.ts";

/** The arguments of `client.request` as code: method, path, what the operation sends, options. */
export function requestArguments(operation: Operation): string[] {
  const { httpMethod, pathParameters, body, result } = operation;
  const sent: [string, string][] = [];
  if (pathParameters.length > 0 && !hasStyles(pathParameters))
    sent.push(["path", valuesText(pathParameters)]);
  sent.push(...parameterEntries(operation));
  if (body !== undefined) sent.push(["body", "body"], ...encoderEntry(body));
  const accept = result.mediaTypes.join(", ");
  if (accept !== "application/json") sent.push(["accept", JSON.stringify(accept)]);
  return [JSON.stringify(httpMethod), pathText(operation), objectText(sent), "options"];
}

function pathText({ path, pathParameters }: Operation): string {
  // Documents tell operations of one path apart by a fragment (box: `/files/{file_id}#get_shared_link`): a query would
  // become part of it.
  const text = JSON.stringify(path.replace(/#[^]*/, ""));
  if (!hasStyles(pathParameters)) return text;
  const styles = pathParameters.flatMap(({ name, style }): [string, string][] =>
    style === undefined ? [] : [[name, styleText(style)]],
  );
  return `expandPath(${text}, ${valuesText(pathParameters)}, ${objectText(styles)})`;
}

function valuesText(parameters: readonly Parameter[]): string {
  return objectText(parameters.map(({ name, argumentName }) => [name, argumentName]));
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
      return hasStyles(encoding.fields)
        ? `styled(multipart(${encoding.fieldsName}), ${encoding.stylesName})`
        : `multipart(${encoding.fieldsName})`;
    case "form":
      return hasStyles(encoding.fields)
        ? `styled(formUrlEncoded, ${encoding.stylesName})`
        : "formUrlEncoded";
    case "raw":
      // A range says what is allowed: it can't be sent as the type of anything.
      return `raw(${JSON.stringify(mediaType.includes("*") ? "application/octet-stream" : mediaType)})`;
  }
}

/** `params` goes to its one location as a whole; where there are several, names say what goes where. Cookies travel in a header. */
function parameterEntries({ otherParameters, stylesName }: Operation): [string, string][] {
  const locations = [...new Set(otherParameters.map((parameter) => parameter.in))];
  const share = (location: Parameter["in"]) => {
    const own = otherParameters.filter((parameter) => parameter.in === location);
    const names = own.map(({ name }) => JSON.stringify(name)).join(", ");
    const value = locations.length === 1 ? "params" : `pick(params, ${names})`;
    return hasStyles(own) ? `${value}, ${stylesName}` : value;
  };
  const entries: [string, string][] = locations.includes("query")
    ? [["query", `queryString(${share("query")})`]]
    : [];
  const styledHeaders = otherParameters.some(({ in: place, style }) => place === "header" && style);
  const headers: string[] = [];
  if (locations.includes("header"))
    headers.push(styledHeaders ? `headers(${share("header")})` : share("header"));
  if (locations.includes("cookie")) headers.push(`cookies(${share("cookie")})`);
  const [header = "", ...others] = headers;
  if (headers.length > 0) {
    entries.push(["header", others.length === 0 ? header : `{ ...${headers.join(", ...")} }`]);
  }
  return entries;
}
