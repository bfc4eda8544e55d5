import { expect, test } from "vitest";
import { createClient } from "../generated/src/create-client.ts";
import { isCallable, serverAdvice } from "../generator/server-url.ts";

const servers = [
  "https://api.example.com",
  "http://localhost:3000/v1",
  "https://",
  "https:",
  "https://{your-agent-url}",
  "https://api.example.com/{version}",
  "https://api.example.com/v1?beta=1",
  "https://api.example.com/#v1",
  "https://[",
  "ftp://files.example.com",
  "wss://api.example.com",
  "files.example.com",
];

test.each(servers)(
  "%s is callable if createClient takes it and no variable is left in it",
  (url) => {
    const client = () => createClient({ apiKey: "k", baseUrl: url });
    const want = isCallable(url) || url.includes("{") ? expect(client).not : expect(client);
    want.toThrow();
  },
);

test.each([
  ["https://files.example.com", 'createClient({ apiKey, baseUrl: "https://files.example.com" })'],
  [
    "https://{region}.example.com/{version}",
    "createClient({ apiKey, baseUrl }), where baseUrl is that URL with values of your own for {region}, {version}",
  ],
  [
    "/v2",
    'createClient({ apiKey, baseUrl }), where baseUrl is that path on the host that serves it, such as "https://api.example.com/v2"',
  ],
  [
    "https:",
    "createClient({ apiKey, baseUrl }), where baseUrl is an http(s) URL without a query, which that is not: ask whoever runs the API for it",
  ],
])("what to call methods of %s with", (server, want) => {
  expect(serverAdvice(server, "https://api.example.com/v1")).toBe(want);
});

test("a path is shown on some host where the document names none", () => {
  expect(serverAdvice("/v2", undefined)).toContain('such as "https://host.example/v2"');
});
