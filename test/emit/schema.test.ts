import { expect, test } from "vitest";
import { generateFromText, textOf } from "../support/generate.ts";

test("true and false are schemas, too (JSON Schema of 3.1)", async () => {
  const properties = { anything: true, nothing: false, list: { type: "array", items: true } };
  const document = {
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    components: { schemas: { A: { type: "object", properties } } },
  };
  const schema = textOf(await generateFromText(JSON.stringify(document)), "src/schema.ts");
  for (const line of ["anything?: unknown;", "nothing?: never;", "list?: unknown[];"])
    expect(schema).toContain(line);
});
