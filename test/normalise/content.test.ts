import { expect, test } from "vitest";
import { dropNoContent } from "../../generator/normalise/content.ts";

const json = { "application/json": { schema: { type: "string" } } };

test.each<[string, object, object]>([
  ["void (Elysia)", { content: { type: "void" } }, {}],
  ["void beside a media type", { content: { type: "void", ...json } }, { content: json }],
  ["a media type", { content: json }, { content: json }],
  ["nothing", { content: {} }, { content: {} }],
])("%s", (_, given, want) => {
  const responses = { "204": { description: "No content", ...given } };
  dropNoContent({ openapi: "3.1.0", paths: { "/a": { post: { responses } } } });
  expect(responses["204"]).toEqual({ description: "No content", ...want });
});
