import { emitSchema } from "../../generator/emit/schema.ts";
import { normalise } from "../../generator/normalise/index.ts";
import type { JsonObject } from "../../generator/json.ts";
import { compile } from "./compile.ts";

/** What the type of a schema takes and what it doesn't, as TypeScript has it. */
export interface Literals {
  /** Its key under `#/components/schemas`, or a whole type that `schema.ts` has. */
  readonly type: string;
  readonly right?: readonly string[];
  readonly wrong?: readonly string[];
}

/** A document of OpenAPI 3.1 that has these schemas and nothing else. */
export function documentOf(schemas: object): JsonObject {
  return {
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    paths: {},
    components: { schemas },
  };
}

/** Judged by the compiler: each literal that it takes or refuses against what is said here; empty when they agree. */
export async function misjudged(
  document: JsonObject,
  literals: readonly Literals[],
): Promise<string[]> {
  const { text } = await emitSchema(normalise(document));
  const lines = literals.flatMap(({ type, right = [], wrong = [] }) => [
    ...right.map((value) => ({ type, value, isRight: true })),
    ...wrong.map((value) => ({ type, value, isRight: false })),
  ]);
  const consumer = lines.map(({ type, value }, index) => {
    const name = /["[]/.test(type) ? type : `components["schemas"][${JSON.stringify(type)}]`;
    return `export const v${index}: ${name} = ${value};`;
  });
  const head = 'import type { components, paths } from "./schema.ts"; export type _ = paths;';
  const errors = compile(
    [
      { path: "src/schema.ts", text },
      { path: "src/literals.ts", text: [head, ...consumer].join("\n") },
    ],
    { lib: ["lib.es2022.d.ts"] },
  );
  const refusals = new Map<number, string>();
  const others: string[] = [];
  for (const error of errors) {
    const [, line, message = ""] = /^src\/literals\.ts:(\d+) ([^]*)$/.exec(error) ?? [];
    if (line === undefined) others.push(error);
    else refusals.set(Number(line) - 2, message);
  }
  const wronged = lines.flatMap(({ type, value, isRight }, index) => {
    const refusal = refusals.get(index);
    if (isRight && refusal !== undefined) return [`${type} refuses ${value}: ${refusal}`];
    return !isRight && refusal === undefined ? [`${type} takes ${value}`] : [];
  });
  return [...others, ...wronged];
}
