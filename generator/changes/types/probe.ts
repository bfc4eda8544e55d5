import type { Operation, TypeReference } from "../../api-model.ts";
import { argumentsOf } from "../../emit/method-arguments.ts";
import { unionText } from "../../emit/type-text.ts";
import type { Method, Side } from "../side.ts";

/** What the type of a probed method's result is called among its properties. */
export const resultKey = "the result";

/** What the probe calls the interface of types that belong to no method. */
export const looseTypes = "looseTypes";

/**
 * A source that names what is to be compared: for each method an interface with its arguments, but for `options`, and its
 * result, written as the class writes them; for all else one interface.
 *
 * @param loose Texts of types that belong to no method, by what to call them.
 */
export function probeSource(
  side: Side,
  methods: ReadonlyMap<string, Method>,
  loose: ReadonlyMap<string, string>,
): string {
  const interfaces = [...methods].map(([name, { operation }]) => {
    return `export interface ${name} { ${membersOf(inSchema(side, operation)).join("; ")} }`;
  });
  const others = [...loose].map(([key, type]) => member(key, type));
  return [
    'import type { components, paths, webhooks } from "./schema.ts";',
    'import type { BinaryInput } from "./runtime/binary.ts";',
    ...interfaces,
    `export interface ${looseTypes} { ${others.join("; ")} }`,
    // Uses what some documents leave unused.
    "export type used = [components, paths, webhooks, BinaryInput];",
  ].join("\n");
}

function membersOf(operation: Operation): string[] {
  const list = argumentsOf(operation).filter(({ name }) => name !== "options");
  // Whether an argument may be left out shows in its place already.
  const members = list.map(({ name, type }) =>
    member(name, String(type).replace(/ \| undefined$/, "")),
  );
  // Without parameters there is no such argument, which is as good as an empty one.
  if (!list.some(({ name }) => name === "params")) members.push(member("params", "{}"));
  return [...members, member(resultKey, unionText(operation.result.types))];
}

function member(name: string, type: string): string {
  return `${JSON.stringify(name)}: ${type}`;
}

function schemaType(key: string): TypeReference {
  const keys = ["schemas", key].map((part) => ({ key: part, optional: false }));
  return { kind: "lookup", root: "components", keys };
}

/** The operation with its models reached through the schema: their names need no file of their own then. */
function inSchema({ api }: Side, operation: Operation): Operation {
  const keys = new Map(api.models.map(({ name, key }) => [name, key]));
  const lookUp = (type: TypeReference) =>
    type.kind === "model" ? schemaType(keys.get(type.name) ?? type.name) : type;
  const { pathParameters, body, result } = operation;
  return {
    ...operation,
    pathParameters: pathParameters.map((entry) => ({ ...entry, type: lookUp(entry.type) })),
    body: body && { ...body, type: lookUp(body.type) },
    result: { ...result, types: result.types.map(lookUp) },
  };
}
