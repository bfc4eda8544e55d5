/** Successes that are complete, and not what the document says: no other attempt would make them so. */
import { expect, test } from "vitest";
import { create, ok, script } from "./replies.ts";
import { clientOf, rejection } from "./support.ts";

test.each<[string, BodyInit | null]>([
  ["nothing", null],
  ["an empty text", ""],
  ["a text", "It works!"],
  ["a page", "<p>{[</p>"],
  ["what only looks like JSON", '{"id": upload}'],
  ["more than JSON", '{"id": "u"}}'],
  ["an error alone", '{"error": {"message": "no"}}'],
])("does not send again after a success that is %s", async (_, body) => {
  const { fetch, times } = script(() => new Response(body), ok);
  const want = { name: "ApiError", status: 200 };
  expect(await rejection(create(clientOf({ fetch })))).toMatchObject(want);
  expect(times).toHaveLength(1);
});
