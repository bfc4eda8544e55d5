import { expect, test } from "vitest";
import { formatBlocks } from "../../generator/docs/code.ts";
import { formattedSignature, formattedCall } from "../../generator/docs/plain-code.ts";

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
  expect(formattedCall(call)).toBe(call);
  expect(await formatBlocks([call])).toEqual([call]);
});

const longText = stringify("y".repeat(50));

test.each([
  `const result = await parcels.create({ label: ${longText}, tags: ["b", "c"], size: 0 });`,
  `await parcels.send("a", -1, { to: { city: "A, { b: 1 }" }, label: ${longText} });`,
  `const result = await parcels.scan({ scan: new Blob(["…"]), label: ${longText} });`,
])("the object in %s gets a line for each property", async (call) => {
  expect(formattedCall(call)).toMatch(/\{\n {2}.*,\n/);
  expect(await formatBlocks([call])).toEqual([formattedCall(call)]);
});

test.each([
  ["a line that is too long", `const result = await parcels.get(${stringify("x".repeat(44))});`],
  ["quotes that others may take the place of", String.raw`await parcels.get("a \"b\"");`],
  ["a number that may be written in another way", "await parcels.get(1.50e3);"],
  ["a key in quotes", 'await parcels.create({ "label": "a" });'],
  ["a list of objects", "await parcels.create([{ a: 1, b: 2 }, { a: 1, b: 2 }]);"],
  ["characters of another width", 'await parcels.get("荷物");'],
  ["bytes of words", 'await parcels.scan(new Blob(["a"]));'],
  ["a text that is too long", `await parcels.create({ label: ${stringify("x".repeat(70))} });`],
  ["an object before the last", `await parcels.create({ a: 1 }, { label: ${longText}, b: 2 });`],
  ["two statements", "await parcels.get();await parcels.get();"],
])("%s is left to a formatter", (_, call) => {
  expect(formattedCall(call)).toBeUndefined();
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
