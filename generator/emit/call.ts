import type { Operation, Parameter, RequestBody, Result } from "../api-model.ts";
import { hasStyles, styleText } from "./styles.ts";
import { objectText } from "./type-text.ts";

type Entries = [name: string, code: string][];

/** The call of the client that sends an operation, and the function that makes the method's result of it, as code. */
export function callText(operation: Operation): string {
  const { httpMethod, path, result } = operation;
  const entries = [
    ...paramsEntries(operation),
    ...bodyEntries(operation.body),
    ...parseEntries(result),
  ];
  const init = objectText(entries, [`...init(${initArguments(operation).join(", ")})`]);
  const call = `this.#client.${httpMethod}(${JSON.stringify(path)}, ${init})`;
  return `${unwrapperOf(result)}(${call})`;
}

/** The function that takes a result out of what openapi-fetch resolves with. */
export function unwrapperOf(result: Result): string {
  const parsing = parsingOf(result);
  if (parsing === "by type") return "unwrapByType";
  if (parsing === "stream") return "unwrapStream";
  return result.isLossy ? "unwrapAs" : "unwrap";
}

type Parsing = "json" | "text" | "blob" | "stream" | "nothing" | "by type";

function parsingOf({ mediaTypes }: Result): Parsing {
  const [first, ...others] = mediaTypes.map(parsingOfType);
  return first === undefined ? "nothing" : others.every((it) => it === first) ? first : "by type";
}

function parsingOfType(mediaType: string): Parsing {
  if (mediaType.includes("*")) return "by type";
  if (/[/+]json\s*(;|$)/i.test(mediaType)) return "json";
  if (/^text\/event-stream/i.test(mediaType)) return "stream";
  return /^text\//i.test(mediaType) ? "text" : "blob";
}

function parseEntries(result: Result): Entries {
  const parsing = parsingOf(result);
  if (parsing === "json" || parsing === "nothing") return [];
  return [["parseAs", JSON.stringify(parsing === "by type" ? "stream" : parsing)]];
}

/** What `init` gets besides the caller's options: the media types of a success, and headers that openapi-fetch knows nothing of. */
function initArguments({ result, otherParameters, stylesName }: Operation): string[] {
  const cookies = otherParameters.filter((parameter) => parameter.in === "cookie");
  const accept = result.mediaTypes.join(", ");
  const sent: Entries = [];
  if (accept !== "application/json") sent.push(["accept", JSON.stringify(accept)]);
  if (cookies.length > 0) {
    const values = shareOf(otherParameters, "cookie");
    sent.push(["headers", `cookies(${hasStyles(cookies) ? `${values}, ${stylesName}` : values})`]);
  }
  return sent.length > 0 ? ["options", objectText(sent)] : ["options"];
}

/** OpenAPI's parameters by their place, and the serializers of those that are written in a style. */
function paramsEntries(operation: Operation): Entries {
  const { pathParameters, otherParameters, stylesName } = operation;
  const params: Entries = [];
  const serializers: Entries = [];
  if (pathParameters.length > 0) params.push(["path", valuesText(pathParameters)]);
  if (hasStyles(pathParameters))
    serializers.push(["pathSerializer", `styledPath(${stylesText(pathParameters)})`]);
  for (const place of placesOf(otherParameters)) {
    const isStyled = hasStyles(otherParameters.filter((parameter) => parameter.in === place));
    const values = shareOf(otherParameters, place);
    if (place === "query")
      serializers.push([
        "querySerializer",
        isStyled ? `styledQuery(${stylesName})` : "queryString",
      ]);
    const isText = place === "header" && isStyled;
    params.push([place, isText ? `headers(${values}, ${stylesName})` : values]);
  }
  return params.length > 0 ? [["params", objectText(params)], ...serializers] : serializers;
}

function placesOf(parameters: readonly Parameter[]): Set<Parameter["in"]> {
  return new Set(parameters.map((parameter) => parameter.in));
}

/** `params` goes to its one place as a whole; where there are several, names say what goes where. */
function shareOf(parameters: readonly Parameter[], place: Parameter["in"]): string {
  const isRequired = parameters.some(({ required }) => required);
  const params = isRequired ? "params" : "params ?? {}";
  if (placesOf(parameters).size === 1) return params;
  const names = parameters.flatMap((it) => (it.in === place ? [nameText(it.name)] : []));
  return `pick(${[params, ...names].join(", ")})`;
}

/** To the compiler, a whole number as a key is a number. */
function nameText(name: string): string {
  return /^(0|[1-9]\d*)$/.test(name) ? name : JSON.stringify(name);
}

function valuesText(parameters: readonly Parameter[]): string {
  return objectText(parameters.map(({ name, argumentName }) => [name, argumentName]));
}

function stylesText(parameters: readonly Parameter[]): string {
  return objectText(
    parameters.flatMap(({ name, style }): Entries => (style ? [[name, styleText(style)]] : [])),
  );
}

function bodyEntries(body: RequestBody | undefined): Entries {
  if (body === undefined) return [];
  const serializer = serializerText(body);
  const entries: Entries = [["body", body.isLossy ? "body as never" : "body"]];
  return serializer === undefined ? entries : [...entries, ["bodySerializer", serializer]];
}

function serializerText({ encoding, mediaType }: RequestBody): string | undefined {
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
