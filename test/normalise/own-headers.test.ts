import { expect, test } from "vitest";
import { dropOwnHeaders } from "../../generator/normalise/own-headers.ts";

const schema = { type: "string" };
const trace = { name: "X-Trace", in: "header", schema };
const own = ["Accept", "content-type", "AUTHORIZATION"].map((name) => ({ ...trace, name }));

/** A document with these parameters of an operation and of its path. */
function documentWith(parameters: readonly object[]) {
  const get = { parameters: [...parameters], responses: {} };
  const Accept = { name: "Accept", in: "header", required: true, schema };
  return {
    paths: { "/a": { parameters: [...parameters], get } },
    components: { parameters: { Accept } },
  };
}

test.each<[string, object[], object[]]>([
  ["headers that are taken from elsewhere, in any case", [...own, trace], [trace]],
  ["such headers behind a $ref", [{ $ref: "#/components/parameters/Accept" }, trace], [trace]],
  [
    "others of that name stay",
    [{ ...trace, name: "accept", in: "query" }],
    [{ ...trace, name: "accept", in: "query" }],
  ],
])("%s", (_, given, want) => {
  const document = documentWith(given);
  dropOwnHeaders(document);
  expect(document).toEqual(documentWith(want));
});
