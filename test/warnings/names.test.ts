import { describe, expect, test } from "vitest";
import { generate } from "../../generator/generate.ts";
import { loadRuntime } from "../../generator/load/runtime.ts";
import { nameWarnings } from "../../generator/warnings/names.ts";
import { apiOf } from "../emit/sample-api.ts";

function warningsOf(title: string, baseUrl?: string): string[] {
  return nameWarnings({ ...apiOf([], []), title, baseUrl }, "spec.yaml");
}

const remedy = "  Give --package a folder with a package.json that holds a name of your own\n";

describe("a name from info.title that is somebody else's is told:", () => {
  // npm has packages of the first four names.
  test.each<[string, string | undefined, string, string]>([
    ["OpenAI", "https://api.openai.com/v1", "openai", "api.openai.com"],
    ["OpenAI API", "https://api.openai.com/v1", "openai-api", "api.openai.com"],
    ["Lob", "https://api.lob.com/v1", "lob", "api.lob.com"],
    ["Figma API", "https://api.figma.com", "figma-api", "api.figma.com"],
    ["Twilio - Api", "https://api.twilio.com", "twilio-api", "api.twilio.com"],
    ["Stripe Node SDK v2", "https://api.stripe.com/", "stripe-node-sdk-v2", "api.stripe.com"],
    ["Hello", "https://hello.example", "hello", "hello.example"],
  ])("%s of %s", (title, baseUrl, name, host) => {
    expect(warningsOf(title, baseUrl)).toEqual([
      `spec.yaml: the package is called ${name}, after info.title, as one of ${host} itself would be\n${remedy}`,
    ]);
  });

  test.each([
    ["Path", "path"],
    ["HTTP", "http"],
    ["Stream/Web", undefined],
  ])("a module of Node: %s", (title, name) => {
    const want = `spec.yaml: the package is called ${name}, after info.title, as a module of Node is\n${remedy}`;
    expect(warningsOf(title)).toEqual(name ? [want] : []);
  });

  test.each(["OpenAPI fetch", "TypeScript"])("a package that it needs itself: %s", (title) => {
    const name = title.toLowerCase().replace(" ", "-");
    expect(warningsOf(title)).toEqual([
      `spec.yaml: the package is called ${name}, after info.title, as one that it needs is\n${remedy}`,
    ]);
  });
});

test.each<[string, string | undefined]>([
  ["Swagger Petstore", "https://petstore.example/v1"],
  ["Uploads of OpenAI", "https://api.openai.com/v1"],
  ["API", "https://api.example.com"],
  ["", undefined],
  ["Constructor", undefined],
])("any other is not: %j of %s", (title, baseUrl) => {
  expect(warningsOf(title, baseUrl)).toEqual([]);
});

test("nor is anything told where the package has a name of its own", async () => {
  const document = {
    openapi: "3.1.0",
    info: { title: "Path", version: "1" },
    paths: { "/a": { get: { responses: { 204: { description: "ok" } } } } },
  };
  const warned: string[] = [];
  const warn = (warning: string) => warned.push(warning);
  const input = { document, file: "spec.yaml", runtime: await loadRuntime(), warn };
  await generate({ ...input, package: { manifest: { name: "path" } } });
  expect(warned).toEqual([]);
  await generate(input);
  expect(warned).toHaveLength(1);
});
