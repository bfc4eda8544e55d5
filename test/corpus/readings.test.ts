import { basename } from "node:path";
import { expect, test } from "vitest";
import { generateFrom, textOf } from "../support/generate.ts";
import { hasSharedSpecs, needsSharedSpecs, sharedSpecs } from "../support/shared-specs.ts";

/** What real documents do, and what has to be emitted for it. */
const readings: [what: string, document: string, file: string, want: string][] = [
  ["no operationId", "oai-callback.yaml", "src/default-api.ts", "  postStreams("],
  ["webhooks", "museum.yaml", "src/schema.ts", "export interface webhooks {\n    publishNewEvent:"],
  ["a binary answer", "museum.yaml", "src/tickets-api.ts", "Promise<Blob>"],
  ["204 among others", "museum.yaml", "src/events-api.ts", "Promise<void>"],
  [
    "several tags",
    "museum.yaml",
    "src/index.ts",
    '"./operations-api.ts";\nexport * from "./events-api.ts";',
  ],
  ["a mapping by name", "readme-discriminators-30.json", "src/schema.ts", 'discrim: "Option One";'],
  ["a name in another case in `required`", "xero-files.yaml", "src/schema.ts", "Id?: string;"],
  ["header parameters of the path", "xero-files.yaml", "src/files-api.ts", "header: params"],
  ["JSON that may be XML", "petstore3.yaml", "src/pet-api.ts", "): Promise<Pet> {"],
  ["text answers", "ogen-http-requests.json", "src/default-api.ts", "Promise<string>"],
  ["errors by `default` only", "oai-petstore-expanded.yaml", "src/schema.ts", "default: {"],
  [
    "a server's variables",
    "oai-uspto.yaml",
    "src/create-client.ts",
    '"https://developer.uspto.gov/ds-api"',
  ],
  ["no server", "oag-multipart-file-array.yaml", "src/create-client.ts", "& { baseUrl: string }"],
];

test.skipIf(!hasSharedSpecs).each(readings)(
  `%s: %s → %s has %j${needsSharedSpecs}`,
  async (_, document, path, want) => {
    const file = sharedSpecs("corpus").find((name) => basename(name) === document) ?? document;
    expect(textOf(await generateFrom(file), path)).toContain(want);
  },
);
