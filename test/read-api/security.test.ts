import { Clashes } from "../../generator/read-api/scope.ts";
import { expect, test } from "vitest";
import { readSecurity } from "../../generator/read-api/security.ts";

const securitySchemes = {
  Bearer: { type: "http", scheme: "Bearer" },
  Basic: { type: "http", scheme: "BASIC" },
  Digest: { type: "http", scheme: "digest" },
  Token: { type: "apiKey", in: "header", name: "X-Token" },
  Quoted: { type: "apiKey", in: "header", name: 'X"\nY' },
  Query: { type: "apiKey", in: "query", name: "key" },
  Cookie: { type: "apiKey", in: "cookie", name: "key" },
  Grant: { type: "oauth2", flows: {} },
  Login: { type: "openIdConnect", openIdConnectUrl: "https://a.example" },
  Certificate: { type: "mutualTLS" },
  Alias: { $ref: "#/components/securitySchemes/Token" },
};

/** As in `Token+Bearer`: alternatives of schemes that apply together. */
function securityOf(alternatives: readonly string[]) {
  return alternatives.map((names) =>
    Object.fromEntries(names.split("+").flatMap((name) => (name === "" ? [] : [[name, []]]))),
  );
}

function read(common: readonly string[] | undefined, own: readonly string[] | undefined) {
  const security = common && securityOf(common);
  const document = { components: { securitySchemes }, ...(security && { security }) };
  const context = {
    document,
    file: "a.yaml",
    modelNames: new Map(),
    clashes: new Clashes(),
  };
  return readSecurity(context, own === undefined ? {} : { security: securityOf(own) });
}

test.each<[string, readonly string[], readonly string[]]>([
  ["nothing", [], []],
  ["bearer", ["Bearer"], []],
  ["OAuth 2", ["Grant"], []],
  ["OpenID Connect", ["Login"], []],
  ["all that the key is", ["Bearer+Grant"], []],
  ["a key in a header", ["Token"], ["Token (apiKey in header): X-Token …"]],
  ["a reference to one", ["Alias"], ["Alias (apiKey in header): X-Token …"]],
  ["a header that none can be called", ["Quoted"], ["Quoted (apiKey in header)"]],
  ["basic", ["Basic"], ["Basic (HTTP BASIC): authorization Basic …"]],
  ["another scheme of HTTP", ["Digest"], ["Digest (HTTP digest)"]],
  ["a key in the query", ["Query"], ["Query (apiKey in query)"]],
  ["a key in a cookie", ["Cookie"], ["Cookie (apiKey in cookie)"]],
  ["a certificate", ["Certificate"], ["Certificate (mutualTLS)"]],
  ["what is not declared", ["constructor"], ["constructor (not declared)"]],
  ["a key or none", ["Token", ""], []],
  ["a key or bearer", ["Token", "Bearer"], []],
  [
    "either of two keys",
    ["Cookie", "Query"],
    ["Cookie (apiKey in cookie)", "Query (apiKey in query)"],
  ],
  ["two keys at once", ["Cookie+Query"], ["Cookie (apiKey in cookie) and Query (apiKey in query)"]],
  ["a key and bearer", ["Bearer+Query"], ["apiKey and Query (apiKey in query)"]],
])("what the apiKey does not meet of %s", (_, own, want) => {
  const unmet = read(undefined, own).unmetSecurity.map(({ schemes, besideKey }) => {
    const words = schemes.map(({ name, kind, header }) =>
      header ? `${name} (${kind}): ${header.name} ${header.value}` : `${name} (${kind})`,
    );
    return [...(besideKey ? ["apiKey"] : []), ...words].join(" and ");
  });
  expect(unmet).toEqual(want);
});

test.each([
  ["the document's", undefined, ["Token (apiKey in header)"]],
  ["its own", ["Query+Basic", ""], ["Query (apiKey in query) and Basic (HTTP BASIC)", "none"]],
  ["none of its own", [], []],
])("the security of an operation: %s", (_, own, want) => {
  expect(read(["Token"], own).security).toEqual(want);
});
