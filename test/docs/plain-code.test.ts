import { expect, test } from "vitest";
import { formatBlocks } from "../../generator/docs/code.ts";
import { formattedSignature, isFormattedCall } from "../../generator/docs/plain-code.ts";

const { stringify } = JSON;

test.each([
  "await parcels.get();",
  "const result = await parcels.list({});",
  `const result = await parcels.get("it's", -15);`,
  'const result = await parcels.create({ label: "a", tags: ["b", "c"], size: 0 });',
  'await parcels.create({ to: { city: { zip: "1", is: true } } });',
  "await parcels.create({ to: [], from: null }, { page: undefined });",
  `const result = await parcels.get(${stringify("x".repeat(80 - 37))});`,
])("a formatter leaves %s as it is", async (call) => {
  expect(isFormattedCall(call)).toBe(true);
  expect(await formatBlocks([call])).toEqual([call]);
});

test.each([
  ["a line that is too long", `const result = await parcels.get(${stringify("x".repeat(44))});`],
  ["quotes that others may take the place of", String.raw`await parcels.get("a \"b\"");`],
  ["a number that may be written in another way", "await parcels.get(1.50e3);"],
  ["a key in quotes", 'await parcels.create({ "label": "a" });'],
  ["a list of objects", "await parcels.create([{ a: 1, b: 2 }, { a: 1, b: 2 }]);"],
  ["characters of another width", 'await parcels.get("荷物");'],
  ["bytes", 'await parcels.scan(new Blob(["a"]));'],
  ["two statements", "await parcels.get();await parcels.get();"],
])("%s is left to a formatter", (_, call) => {
  expect(isFormattedCall(call)).toBe(false);
});

const long = 'NonNullable<paths["/parcels"]["get"]["parameters"]["query"]>';

test.each([
  ["on one line", ["id: string", "options?: RequestOptions"], "Promise<Parcel | null>"],
  ["a line each", ["id: string", `params?: ${long}`, "options?: RequestOptions"], "Promise<void>"],
  ["a long result", [`params: ${long}`, "options?: RequestOptions"], `Promise<${"X".repeat(65)}>`],
])("of parameters %s a formatter makes the same", async (_, parameters, returnType) => {
  const signature = formattedSignature({ name: "getParcel", parameters, returnType });
  expect(await formatted(parameters, returnType)).toBe(signature);
});

test.each([
  ["a union with an intersection", ["body: A & B | undefined"], "Promise<void>"],
  ["an object", ["body: { a: string }"], "Promise<void>"],
  ["one that takes a line of its own", [`params: ${long}`], "Promise<Parcel>"],
  ["a long union", [`params: ${long}`, "options?: RequestOptions"], "Promise<Parcel | Box>"],
  ["a type that is too long", [`params: ${long} | ${long}`, "options?: O"], "Promise<Parcel>"],
])("%s is left to a formatter", (_, parameters, returnType) => {
  expect(formattedSignature({ name: "getParcel", parameters, returnType })).toBeUndefined();
});

async function formatted(parameters: string[], returnType: string): Promise<string> {
  const code = `interface Signature { getParcel(${parameters.join(", ")}): ${returnType} }`;
  const [block = ""] = await formatBlocks([code]);
  return block.replace(/^.*\n|;\n\}$/g, "").replace(/^ {2}/gm, "");
}
