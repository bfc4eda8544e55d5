import type { Operation, Parameter } from "../api-model.ts";
import { code, objectCode, ofRuntime, type Code } from "./code.ts";
import { stylesCode, stylesConstant } from "./constants.ts";

type Entries = [name: string, code: Code][];

/** OpenAPI's parameters by their place, and the serializers of those that are written in a style. */
export function paramsEntries(operation: Operation): Entries {
  const { pathParameters, otherParameters, replacesQuery } = operation;
  const params: Entries = [];
  if (pathParameters.length > 0) {
    const values = pathParameters.map(({ name, argumentName }) => [name, argumentName] as const);
    params.push(["path", objectCode(values)]);
  }
  // openapi-fetch leaves a path as it is where there is nothing to fill in.
  else if (replacesQuery) params.push(["path", code`{} as never`]);
  for (const place of placesOf(otherParameters)) {
    const { values, styles } = shareOf(operation, place);
    const isText = place === "header" && styles !== undefined;
    params.push([place, isText ? code`${ofRuntime("headers")}(${values}, ${styles})` : values]);
  }
  const serializers = replacesQuery ? [] : serializersOf(operation);
  return params.length > 0 ? [["params", objectCode(params)], ...serializers] : serializers;
}

/** The serializers of an operation whose parameters take the place of those in its path; undefined for any other. */
export function ownQueryCode(operation: Operation): Code | undefined {
  if (!operation.replacesQuery) return undefined;
  const serializers = new Map(serializersOf(operation));
  const path = serializers.get("pathSerializer") ?? ofRuntime("plainPath");
  const query = serializers.get("querySerializer") ?? ofRuntime("queryString");
  return code`...${ofRuntime("ownQuery")}(${path}, ${query})`;
}

function serializersOf(operation: Operation): Entries {
  const { pathParameters, otherParameters } = operation;
  const serializers: Entries = [];
  if (pathParameters.some(({ style }) => style))
    serializers.push([
      "pathSerializer",
      code`${ofRuntime("styledPath")}(${stylesCode(pathParameters)})`,
    ]);
  if (placesOf(otherParameters).has("query"))
    serializers.push([
      "querySerializer",
      wholeQuery(otherParameters) ??
        querySerializer(otherParameters, shareOf(operation, "query").styles),
    ]);
  return serializers;
}

/** The header that carries cookie parameters, which openapi-fetch knows nothing of; undefined where there are none. */
export function cookiesCode(operation: Operation): Code | undefined {
  if (!placesOf(operation.otherParameters).has("cookie")) return undefined;
  const { values, styles } = shareOf(operation, "cookie");
  const helper = ofRuntime("cookies");
  return styles === undefined ? code`${helper}(${values})` : code`${helper}(${values}, ${styles})`;
}

function querySerializer(parameters: readonly Parameter[], styles: Code | undefined): Code {
  if (styles === undefined) return ofRuntime("queryString");
  const isReserved = parameters.some(({ style }) => style?.allowReserved);
  return code`${ofRuntime(isReserved ? "reservedQuery" : "styledQuery")}(${styles})`;
}

/** Where one parameter is the whole query, there can be no other in it. */
function wholeQuery(parameters: readonly Parameter[]): Code | undefined {
  const [whole] = parameters.filter((parameter) => parameter.wholeQuery !== undefined);
  if (whole === undefined) return undefined;
  const given = [whole.name, whole.wholeQuery].map((text) => JSON.stringify(text));
  return code`${ofRuntime("wholeQuery")}(${given.join(", ")})`;
}

function placesOf(parameters: readonly Parameter[]): Set<Parameter["in"]> {
  return new Set(parameters.map((parameter) => parameter.in));
}

/** The values that go to one place, and the styles of all, if some of these have one. */
interface Share {
  readonly values: Code;
  readonly styles: Code | undefined;
}

/** `params` goes to its one place as a whole; where there are several, names say what goes where. */
function shareOf({ otherParameters, stylesName }: Operation, place: Parameter["in"]): Share {
  const share = otherParameters.filter((parameter) => parameter.in === place);
  const isRequired = otherParameters.some(({ required }) => required);
  const params = isRequired ? "params" : "params ?? {}";
  const names = share.map(({ name }) => nameText(name));
  const isStyled = stylesName !== undefined && share.some(({ style }) => style);
  return {
    values:
      share.length === otherParameters.length
        ? code`${params}`
        : code`${ofRuntime("pick")}(${[params, ...names].join(", ")})`,
    styles: isStyled ? stylesConstant(stylesName, otherParameters) : undefined,
  };
}

/** To the compiler, a whole number as a key is a number. */
function nameText(name: string): string {
  return /^(0|[1-9]\d*)$/.test(name) ? name : JSON.stringify(name);
}
