import ts from "typescript";
import { typesOf } from "../../../generator/changes/types/parts.ts";
import { checkTypes } from "../../../generator/changes/types/program.ts";
import { readSide } from "../../../generator/changes/side.ts";
import { emitSchema } from "../../../generator/emit/schema.ts";
import type { JsonObject } from "../../../generator/json.ts";
import { literals } from "./literals.ts";
import { readings } from "./readings.ts";

/**
 * A program written against the client of a document: it imports all that is exported, calls each method with everything
 * that its arguments may be, and reads everything of the results at the types they had.
 */
export async function consumerOf(document: JsonObject): Promise<string> {
  const side = readSide(document, "old.yaml");
  const { text: schema } = await emitSchema(side.document);
  const methods = side.methods.map((method) => ({ name: method.name, ...typesOf(method) }));
  const sourced = methods
    .flatMap(({ result, body, params, path }) => [result, body, params, ...path])
    .filter((part) => part !== undefined);
  const base = { schema, types: sourced.map(({ type }) => type) };
  const types = checkTypes({ base, head: { schema, types: [] } });
  const typeOf = (part: (typeof sourced)[number] | undefined) =>
    part && types.base[sourced.indexOf(part)];
  const calls = methods.map(
    ({ name: { className, method }, result, body, params, path }, index) => {
      // An operation without parameters has no argument for them.
      const others = typeOf(params)?.getProperties().length === 0 ? undefined : typeOf(params);
      return callsOf({
        checker: types.checker,
        name: `method${index}`,
        target: `new api.${className}(client).${method}`,
        given: [...path.map(typeOf), typeOf(body), others].filter((type) => type !== undefined),
        result: typeOf(result),
      });
    },
  );
  const models = side.api.models.map((model) => `api.${model.name}`);
  return [
    'import * as api from "./index.ts";',
    'const client = api.createClient({ apiKey: "key" });',
    "const options = { timeout: 1 };",
    `export type Names = [${models.join(", ")}];`,
    ...calls,
  ].join("\n");
}

interface Call {
  readonly checker: ts.TypeChecker;
  readonly name: string;
  readonly target: string;
  readonly given: readonly ts.Type[];
  readonly result: ts.Type | undefined;
}

function callsOf({ checker, name, target, given, result }: Call): string {
  const choices = given.map((type) => literals(checker, type));
  const most = Math.max(1, ...choices.map(({ length }) => length));
  const calls = Array.from({ length: most }, (_, index) => {
    const values = choices.map((list) => list[Math.min(index, list.length - 1)] ?? "undefined");
    return `${target}(${[...values, "options"].join(", ")})`;
  });
  const isRead = result !== undefined && (result.flags & ts.TypeFlags.Void) === 0;
  return [
    `export async function ${name}() {`,
    ...calls.slice(1).map((call) => `  await ${call};`),
    `  const result = await ${calls[0] ?? ""};`,
    ...(!isRead ? [] : readings(checker, "result", result)),
    "}",
  ].join("\n");
}
