import { expect, test } from "vitest";
import { withinStack } from "../../generator/check/depth.ts";
import { generate } from "../../generator/generate.ts";
import { loadRuntime } from "../../generator/load/runtime.ts";

const ref = (key: string) => ({ $ref: `#/components/schemas/${key}` });

/** A document whose schemas build on one another. */
function chain(length: number, build: (before: object) => object) {
  const schemas: Record<string, object> = { S0: { type: "object" } };
  for (let step = 1; step <= length; step += 1) schemas[`S${step}`] = build(ref(`S${step - 1}`));
  const content = { "application/json": { schema: ref(`S${length}`) } };
  const responses = { 200: { description: "ok", content } };
  return {
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    paths: { "/a": { post: { operationId: "a", requestBody: { content }, responses } } },
    components: { schemas },
  };
}

test.each<[string, number, (before: object) => object]>([
  ["compositions", 700, (before) => ({ allOf: [before, {}] })],
  [
    "properties",
    2000,
    (before) => ({ required: ["id"], properties: { a: before, id: { readOnly: true } } }),
  ],
])("%s that go further than the stack are refused with their place", async (_, length, build) => {
  const input = { document: chain(length, build), file: "a.yaml", runtime: await loadRuntime() };
  await expect(generate(input)).rejects.toThrow(
    `a.yaml#/components/schemas/S${length}: leads to a schema that leads to another, and so on, ${length} times: ` +
      "too far to make types of\n  Write some of these schemas as one.",
  );
});

test("schemas that lead back end the count", async () => {
  const { components, ...document } = chain(3, (before) => ({ items: before }));
  Object.assign(components.schemas.S1 ?? {}, { properties: { a: ref("S1") } });
  const overflow = () => Promise.reject(new RangeError("Maximum call stack size exceeded"));
  await expect(
    withinStack([{ document: { ...document, components }, file: "a.yaml" }], overflow),
  ).rejects.toThrow(
    "a.yaml#/components/schemas/S3: leads to a schema that leads to another, and so on, 3 times",
  );
});

test("other errors stay as they are", async () => {
  const error = new RangeError("Invalid array length");
  await expect(withinStack([], () => Promise.reject(error))).rejects.toBe(error);
});
