import ts from "typescript";
import { resultKey, probeSource } from "../../../generator/changes/types/probe.ts";
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
  const methods = new Map(side.methods.map((method, index) => [`method${index}`, method]));
  const sources = {
    schema: (await emitSchema(side.document)).text,
    probe: probeSource(side, methods, new Map()),
  };
  const { checker, exported } = checkTypes({
    "/base/schema.ts": sources.schema,
    "/base/probe.ts": sources.probe,
    "/head/probe.ts": "export {};",
  });
  const calls = [...methods].map(
    ([
      name,
      {
        name: { className, method },
      },
    ]) => {
      const type = exported("base", name);
      if (type === undefined) throw new Error(`no ${name}`);
      const members = checker.getPropertiesOfType(type);
      const given = members.filter(
        (member) => member.name !== resultKey && hasProperties(checker, member),
      );
      const result = members.find((member) => member.name === resultKey);
      const target = `new api.${className}(client).${method}`;
      return callsOf({ checker, name, target, given, result });
    },
  );
  const types = side.api.models.map((model) => `api.${model.name}`);
  return [
    'import * as api from "./index.ts";',
    'const client = api.createClient({ apiKey: "key" });',
    "const options = { timeout: 1 };",
    `export type Names = [${types.join(", ")}];`,
    ...calls,
  ].join("\n");
}

/** An operation without parameters has no argument for them. */
function hasProperties(checker: ts.TypeChecker, member: ts.Symbol): boolean {
  return member.name !== "params" || checker.getTypeOfSymbol(member).getProperties().length > 0;
}

interface Call {
  readonly checker: ts.TypeChecker;
  readonly name: string;
  readonly target: string;
  readonly given: readonly ts.Symbol[];
  readonly result: ts.Symbol | undefined;
}

function callsOf({ checker, name, target, given, result }: Call): string {
  const choices = given.map((member) => literals(checker, checker.getTypeOfSymbol(member)));
  const most = Math.max(1, ...choices.map(({ length }) => length));
  const calls = Array.from({ length: most }, (_, index) => {
    const values = choices.map((list) => list[Math.min(index, list.length - 1)] ?? "undefined");
    return `${target}(${[...values, "options"].join(", ")})`;
  });
  const type = result && checker.getTypeOfSymbol(result);
  const isRead = type !== undefined && (type.flags & ts.TypeFlags.Void) === 0;
  return [
    `export async function ${name}() {`,
    ...calls.slice(1).map((call) => `  await ${call};`),
    `  const result = await ${calls[0] ?? ""};`,
    ...(!isRead ? [] : readings(checker, "result", type)),
    "}",
  ].join("\n");
}
