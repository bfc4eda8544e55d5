import { expect, test } from "vitest";
import type { UnmetScheme } from "../../generator/api-model.ts";
import { securityWarnings } from "../../generator/warnings/security.ts";
import { apiOf, sampleOperation } from "../emit/sample-api.ts";

const token = { name: "Token", kind: "apiKey in header", header: { name: "X-Token", value: "…" } };
const query = { name: "Query", kind: "apiKey in query", header: undefined };

interface Given {
  readonly schemes?: readonly UnmetScheme[];
  readonly besideKey?: boolean;
}

/** The warnings of an API whose methods are called a, b, c and so on. */
function warningsOf(...methods: readonly Given[]): string[] {
  const operations = methods.map(({ schemes = [token], besideKey = false }, index) =>
    sampleOperation({
      methodName: "abcdef".charAt(index),
      unmetSecurity: schemes.length === 0 ? [] : [{ schemes, besideKey }],
    }),
  );
  return securityWarnings(apiOf(operations), "a.yaml");
}

const ask = (words: string) =>
  `a.yaml: ${words}, but the client sends its apiKey as Authorization: Bearer\n`;
const wanted = '"Token (apiKey in header)"';
const call = '  Call with createClient({ apiKey: null, headers: { "X-Token": "…" } })\n';

test.each<[string, Given[], string[]]>([
  ["no method", [{ schemes: [] }], []],
  ["one method", [{}], [ask(`ParcelsApi.a asks for ${wanted}`) + call]],
  ["two", [{}, { schemes: [] }, {}], [ask(`ParcelsApi.a, ParcelsApi.c ask for ${wanted}`) + call]],
  [
    "five",
    [{}, {}, {}, {}, {}],
    [ask(`ParcelsApi.a, ParcelsApi.b, ParcelsApi.c and 2 more ask for ${wanted}`) + call],
  ],
  [
    "one that needs the key too",
    [{}, { besideKey: true }],
    [ask(`ParcelsApi.a, ParcelsApi.b ask for ${wanted}`) + call.replace("apiKey: null", "apiKey")],
  ],
  [
    "one that asks for two",
    [{ schemes: [token, query] }],
    [
      ask(`ParcelsApi.a asks for ${wanted}`) + call,
      ask('ParcelsApi.a asks for "Query (apiKey in query)"') +
        "  The client can't send that by itself: give it with each call where the method has a parameter for it, else give createClient a fetch that adds it\n",
    ],
  ],
  [
    "one that asks for what nobody declares",
    [{ schemes: [{ name: "bearer", kind: "not declared", header: undefined }] }],
    [
      ask('ParcelsApi.a asks for "bearer (not declared)"') +
        "  Declare it in #/components/securitySchemes, which says how it is sent\n",
    ],
  ],
])("the warnings of what %s asks for", (_, given, want) => {
  expect(warningsOf(...given)).toEqual(want);
});

test("a name shows what it would hide, and stays on its line", () => {
  const name = "*/\u202e\u001b[2J\n\u009b`";
  const header = { name: "X-Token", value: "…" };
  expect(warningsOf({ schemes: [{ name, kind: `HTTP ${name}`, header }] })).toEqual([
    ask(
      String.raw`ParcelsApi.a asks for "*/${"\ufffd"}\u001b[2J\n${"\ufffd"}` +
        "` (HTTP " +
        String.raw`*/${"\ufffd"}\u001b[2J\n${"\ufffd"}` +
        '`)"',
    ) + call,
  ]);
});
