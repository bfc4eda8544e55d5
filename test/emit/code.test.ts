import { expect, test } from "vitest";
import {
  code,
  constant,
  joined,
  objectCode,
  ofRuntime,
  typeFrom,
} from "../../generator/emit/code.ts";
import { constantsFor, importsFor, printSource } from "../../generator/emit/source.ts";
import { loadRuntime, runtimeExports } from "../../generator/load/runtime.ts";
import { runtimeNames } from "../../generator/taken-names.ts";

test.each<[string, [string, string][], string]>([
  ["nothing", [], "{  }"],
  ["a variable of the property's name", [["body", "body"]], "{ body }"],
  ["another value", [["body", "null"]], '{ "body": null }'],
  ["a value that is no variable", [["true", "true"]], '{ "true": true }'],
  ["a number", [["1", "1"]], '{ "1": 1 }'],
  ["what would set the prototype", [["__proto__", "a"]], '{ ["__proto__"]: a }'],
])("an object of %s", (_, entries, want) => {
  expect(objectCode(entries).text).toBe(want);
});

test("code needs what the code in it does", () => {
  const fields = constant("fields", ofRuntime("FieldEncodings"), objectCode([["a", "1"]]));
  const call = code`${ofRuntime("multipart")}(${fields}) as ${typeFrom("models.ts", "Parcel")}`;
  expect(call.text).toBe("multipart(fields) as Parcel");
  expect(joined([call, "2"], ", ").needs).toEqual([
    { kind: "runtime", name: "multipart" },
    { kind: "runtime", name: "FieldEncodings" },
    expect.objectContaining({ kind: "constant", name: "fields" }),
    { kind: "type", name: "Parcel", file: "models.ts" },
  ]);
});

const runtime = runtimeExports([
  { path: "client.ts", text: 'export { init, type Options } from "./options.ts";\n' },
  {
    path: "multipart.ts",
    text: "export function multipart() {}\nexport type FieldEncodings = 1;\n",
  },
  { path: "options.ts", text: "export function init() {}\nexport interface RequestOptions {}\n" },
]);

test("imports are sorted, each once: values, then types", () => {
  const needs = [
    ofRuntime("multipart"),
    ofRuntime("FieldEncodings"),
    ofRuntime("RequestOptions"),
    ofRuntime("init"),
    typeFrom("schema.ts", "paths"),
    typeFrom("models.ts", "B"),
    typeFrom("models.ts", "A"),
    typeFrom("models.ts", "B"),
  ].flatMap((one) => one.needs);
  expect(printSource("a.ts", importsFor(needs, runtime)).trim().split("\n")).toEqual([
    'import type { A, B } from "./models.ts";',
    'import { init } from "./runtime/client.ts";',
    'import { multipart, type FieldEncodings } from "./runtime/multipart.ts";',
    'import type { RequestOptions } from "./runtime/options.ts";',
    'import type { paths } from "./schema.ts";',
  ]);
});

test("constants come once, those of one type together", () => {
  const fields = (name: string) => constant(name, ofRuntime("FieldEncodings"), code`{}`);
  const styles = constant("a", ofRuntime("ParameterStyles"), code`{}`);
  const needs = [fields("c"), styles, fields("b"), fields("c")].flatMap((one) => one.needs);
  expect(printSource("a.ts", constantsFor(needs)).trim().split("\n")).toEqual([
    "const c: FieldEncodings = {};",
    "const b: FieldEncodings = {};",
    "const a: ParameterStyles = {};",
  ]);
});

test("a name that no file of the runtime exports is a defect of the generator", () => {
  expect(() => importsFor(ofRuntime("raw").needs, runtime)).toThrow(
    "No file of the runtime exports raw.",
  );
});

test("the runtime exports all that classes may use of it", async () => {
  const exported = runtimeExports(await loadRuntime());
  expect(runtimeNames.filter((name) => !exported.has(name))).toEqual([]);
});
