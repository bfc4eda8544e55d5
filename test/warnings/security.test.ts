import { expect, test } from "vitest";
import type { UnmetScheme } from "../../generator/api-model.ts";
import { securityWarnings } from "../../generator/warnings/security.ts";
import { apiOf, sampleOperation } from "../emit/sample-api.ts";

const token = { name: "Token", kind: "apiKey in header", header: { name: "X-Token", value: "…" } };
const query = { name: "Query", kind: "apiKey in query", header: undefined };

const legacy = {
  name: "Old",
  kind: "HTTP basic",
  header: { name: "authorization", value: "Basic …" },
};
const nowhere = { name: "bearer", kind: "not declared", header: undefined };

interface Given {
  readonly schemes?: readonly UnmetScheme[];
  readonly besideKey?: boolean;
  /** Alternatives to those. */
  readonly or?: readonly (readonly UnmetScheme[])[];
}

/** The warnings of an API whose methods are called a, b, c and so on. */
function warningsOf(...methods: readonly Given[]): string[] {
  const operations = methods.map(({ schemes = [token], besideKey = false, or = [] }, index) =>
    sampleOperation({
      methodName: "abcdef".charAt(index),
      unmetSecurity:
        schemes.length === 0
          ? []
          : [{ schemes, besideKey }, ...or.map((own) => ({ schemes: own, besideKey: false }))],
    }),
  );
  return securityWarnings(apiOf(operations), "a.yaml");
}

const ask = (words: string) =>
  `a.yaml: ${words}, but the client sends its apiKey as Authorization: Bearer\n`;
const wanted = '"Token (apiKey in header)"';
const call = '  Call with createClient({ apiKey: null, headers: { "X-Token": "…" } })\n';

const unsent = (name: string) =>
  `  The client can't send "${name}" by itself: give it with each call where the method has a parameter for it, else give createClient a fetch that adds it\n`;

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
    "one that asks for two together",
    [{ schemes: [token, query] }],
    [ask(`ParcelsApi.a asks for ${wanted} and "Query (apiKey in query)"`) + call + unsent("Query")],
  ],
  [
    "one that asks for two headers together",
    [{ schemes: [token, legacy] }],
    [
      ask(`ParcelsApi.a asks for ${wanted} and "Old (HTTP basic)"`) +
        call.replace('"…" }', '"…", "authorization": "Basic …" }'),
    ],
  ],
  [
    "one that asks for either of three",
    [{ schemes: [query], or: [[nowhere], [token]] }],
    [
      ask(
        `ParcelsApi.a asks for "Query (apiKey in query)" or "bearer (not declared)" or ${wanted}`,
      ) + call,
    ],
  ],
  [
    "one that asks for either of two that can't be sent",
    [{ schemes: [nowhere], or: [[query]] }],
    [
      ask('ParcelsApi.a asks for "bearer (not declared)" or "Query (apiKey in query)"') +
        unsent("Query"),
    ],
  ],
  [
    "two that ask for the same in another order, and one for a part of it",
    [{ or: [[query]] }, { schemes: [query], or: [[token]] }, {}],
    [
      ask(`ParcelsApi.a, ParcelsApi.b ask for ${wanted} or "Query (apiKey in query)"`) + call,
      ask(`ParcelsApi.c asks for ${wanted}`) + call,
    ],
  ],
  [
    "one that asks for the same with and without the key",
    [{ besideKey: true, or: [[token]] }],
    [ask(`ParcelsApi.a asks for ${wanted}`) + call],
  ],
  [
    "one that asks for what nobody declares",
    [{ schemes: [nowhere] }],
    [
      ask('ParcelsApi.a asks for "bearer (not declared)"') +
        '  Declare "bearer" in #/components/securitySchemes, which says how it is sent\n',
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
