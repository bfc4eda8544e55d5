import { expect, test } from "vitest";
import { serverWarnings } from "../../generator/warnings/servers.ts";
import { sampleApi, sampleOperation, sampleService } from "../emit/sample-api.ts";

const server = "https://files.example.com";

test.each<[number, string, string]>([
  [1, "ParcelsApi.a0", "it"],
  [3, "ParcelsApi.a0, ParcelsApi.a1, ParcelsApi.a2", "them"],
  [5, "ParcelsApi.a0, ParcelsApi.a1, ParcelsApi.a2 and 2 more", "them"],
])("a server of its own is told once, for %i methods", (count, names, them) => {
  const operations = Array.from({ length: count }, (_, at) =>
    sampleOperation({ methodName: `a${at}`, server }),
  );
  const api = sampleApi({ services: [sampleService({ operations })] });
  expect(serverWarnings(api, "a.yaml")).toEqual([
    `a.yaml: the server of ${names} is "${server}", but requests go to the client's baseUrl\n` +
      `  Call ${them} with a client of its own: createClient({ apiKey, baseUrl: "${server}" })\n`,
  ]);
});

test("a server that can't be called as it stands is not told as a baseUrl", () => {
  const operations = [sampleOperation({ methodName: "a", server: "https://{your-agent-url}" })];
  const api = sampleApi({ services: [sampleService({ operations })] });
  expect(serverWarnings(api, "a.yaml")).toEqual([
    'a.yaml: the server of ParcelsApi.a is "https://{your-agent-url}", but requests go to the client\'s baseUrl\n' +
      "  Call it with a client of its own: createClient({ apiKey, baseUrl }), where baseUrl is that URL with values of your own for {your-agent-url}\n",
  ]);
});
