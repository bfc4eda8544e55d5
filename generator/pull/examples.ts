import { createConfig, lintFromString, type Config } from "@redocly/openapi-core";
import type { JsonObject } from "../json.ts";

/** An example that its schema does not allow. */
export interface InvalidExample {
  /** JSON pointer to the value that is wrong. */
  readonly pointer: string;
  /** `must be integer` */
  readonly problem: string;
}

const rules = [
  "no-invalid-media-type-examples",
  "no-invalid-parameter-examples",
  "no-invalid-schema-examples",
];

let config: Promise<Config> | undefined;

/** The examples of a document that fit their schemas no longer, judged by redocly. */
export async function findInvalidExamples(document: JsonObject): Promise<InvalidExample[]> {
  config ??= createConfig({ rules: Object.fromEntries(rules.map((rule) => [rule, "error"])) });
  const problems = await lintFromString({
    source: JSON.stringify(document),
    config: await config,
  });
  return problems.map(({ message, location: [first] }) => ({
    pointer: first?.pointer ?? "#",
    problem: message.replace(/^Example value must conform to the schema: /, "").replace(/\.$/, ""),
  }));
}
