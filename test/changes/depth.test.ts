import { expect, test } from "vitest";
import { judgeChanges } from "../../generator/changes/judge.ts";

const ref = (key: string) => ({ $ref: `#/components/schemas/${key}` });

/** A document whose schemas build on one another. */
function chain(length: number) {
  const schemas: Record<string, object> = { S0: { type: "object" } };
  for (let step = 1; step <= length; step += 1)
    schemas[`S${step}`] = { allOf: [ref(`S${step - 1}`), { title: "step" }] };
  const content = { "application/json": { schema: ref(`S${length}`) } };
  const responses = { 200: { description: "ok", content } };
  return {
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    paths: { "/a": { post: { operationId: "a", requestBody: { content }, responses } } },
    components: { schemas },
  };
}

test.each<[string, number, number]>([
  ["base.yaml", 9000, 3],
  ["head.yaml", 3, 9000],
])(
  "schemas of %s that go further than the stack are told with their place",
  async (file, ...lengths) => {
    const [base, head] = lengths.map(chain);
    const documents = {
      base: { document: base ?? {}, file: "base.yaml" },
      head: { document: head ?? {}, file: "head.yaml" },
    };
    await expect(judgeChanges(documents)).rejects.toThrow(
      `${file}#/components/schemas/S9000: leads to a schema that leads to another, and so on, 9000 times: ` +
        "too far to make types of\n  Write some of these schemas as one.",
    );
  },
);
