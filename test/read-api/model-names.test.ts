import { expect, test } from "vitest";
import { readModelNames } from "../../generator/read-api/model-names.ts";

/** What schemas of these keys are exported as, and the warnings. */
function namesOf(keys: readonly string[], taken: readonly string[] = []) {
  const schemas = Object.fromEntries(keys.map((key) => [key, { type: "string" }]));
  const warnings: string[] = [];
  const names = readModelNames(
    { components: { schemas } },
    { file: "a.yaml", taken: new Set(taken), warn: (warning) => warnings.push(warning) },
  );
  return { names: Object.fromEntries(names), warnings };
}

test.each([[["payment-card", "PaymentCard"]], [["PaymentCard", "payment-card"]]])(
  "of %j, the one that is spelt like the name keeps it",
  (keys) => {
    expect(namesOf(keys)).toEqual({
      names: { PaymentCard: "PaymentCard", "payment-card": "PaymentCardModel" },
      warnings: [
        "a.yaml#/components/schemas/payment-card: its type is exported as PaymentCardModel, since that of #/components/schemas/PaymentCard is PaymentCard\n" +
          "  Rename the schema in the document for another name\n",
      ],
    });
  },
);

test("none spelt like the name: the order of the keys' characters decides, not that of the document", () => {
  const wanted = { "X.Y": "XY", "x-y": "XYModel", "x.y": "XYModel_" };
  expect(namesOf(["x.y", "x-y", "X.Y"]).names).toEqual(wanted);
  expect(namesOf(["X.Y", "x.y", "x-y"]).names).toEqual(wanted);
});

test("the name that is given instead is no other schema's", () => {
  const keys = ["a-b", "AB", "ABModel", "ab.model"];
  expect(namesOf(keys).names).toEqual({
    AB: "AB",
    "a-b": "ABModel_",
    ABModel: "ABModel",
    "ab.model": "AbModel",
  });
});

test("two that come to a name that the package exports get one each", () => {
  const { names, warnings } = namesOf(["api-error", "ApiError"], ["ApiError"]);
  expect(names).toEqual({ ApiError: "ApiErrorModel", "api-error": "ApiErrorModel_" });
  expect(warnings).toHaveLength(2);
});

test("a name that is too long for a file is cut, and ends with what tells it from others", () => {
  const long = `Products.${"Metadata.".repeat(25)}`;
  const keys = [`${long}Request`, `${long}Response`];
  const { names, warnings } = namesOf(keys);
  const given = Object.values(names);
  expect(new Set(given).size).toBe(2);
  for (const name of given) {
    expect(name).toMatch(/^ProductsMetadata\w+_[\da-f]{8}$/);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
  }
  expect(namesOf([...keys].reverse()).names).toEqual(names);
  expect(warnings[0]).toMatch(
    /^a\.yaml#\/components\/schemas\/Products\.[\w.]+: its type is exported as ProductsMetadata\w+, since its own name has more than 200 bytes\n {2}Rename the schema in the document for another name\n$/,
  );
});

test("letters of several bytes are not cut in the middle", () => {
  const [name = ""] = Object.values(namesOf(["𝒜".repeat(60)]).names);
  expect(name).toMatch(/^𝒜+_[\da-f]{8}$/u);
});
