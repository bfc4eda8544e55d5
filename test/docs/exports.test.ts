import { expect, test } from "vitest";
import { readExports } from "../../generator/docs/exports.ts";

const files = [
  {
    path: "src/create-client.ts",
    text: `import type { paths } from "./schema.ts";

/** Calls the API. */
export type Client = ClientOf<paths>;

/** Makes a client. */
export function createClient(options: ClientOptions): Client {
  return connect(options);
}
`,
  },
  {
    path: "src/runtime/index.ts",
    text: `/**
 * What is thrown.
 *
 * @category Errors
 */
export { ParcelError } from "./errors.ts";
export type { Parcel, Label } from "./client.ts";
export type { Middleware } from "elsewhere";
`,
  },
  { path: "src/runtime/client.ts", text: 'export { type Parcel, Label } from "./parcel.ts";\n' },
  {
    path: "src/runtime/parcel.ts",
    text: `/** What is sent. */
export interface Parcel {
  /** Grams. */
  weight: number;
}
const secret = 1;
/** What stands on it. */
export type Label =
  /** An address. */
  | "address"
  | "name";
`,
  },
  {
    path: "src/runtime/errors.ts",
    text: `/** It is lost. */
export class ParcelError extends Error {
  readonly place: string;

  constructor(place: string) {
    super();
    this.place = place;
  }

  where(): string {
    return this.place;
  }
}
`,
  },
  {
    path: "src/runtime/parcels/testing/index.ts",
    text: 'export { createOffice } from "./office.ts";\n',
  },
  {
    path: "src/runtime/parcels/testing/office.ts",
    text: `/** An office. */
export async function createOffice({ open = true }: {
  open?: boolean;
} = {}): Promise<Office> {
  return { open };
}
`,
  },
];

const { exported, sources } = readExports(files);

test("each export has an entry point and a page: that of its list, else the list's first name", () => {
  expect(exported.map(({ name, entryPoint, page }) => [name, entryPoint, page])).toEqual([
    ["createClient", "index", "createClient"],
    ["Client", "index", "createClient"],
    ["ParcelError", "index", "Errors"],
    ["Parcel", "index", "Parcel"],
    ["Label", "index", "Parcel"],
    ["Middleware", "index", "Middleware"],
    ["createOffice", "testing", "createOffice"],
  ]);
  expect(exported[2]?.pageText).toBe("What is thrown.");
});

test.each([
  [
    "Parcel",
    "src/runtime/parcel.ts",
    "/** What is sent. */\nexport interface Parcel {\n  /** Grams. */\n  weight: number;\n}",
  ],
  [
    "Label",
    "src/runtime/parcel.ts",
    '/** What stands on it. */\nexport type Label =\n  /** An address. */\n  | "address"\n  | "name";',
  ],
  [
    "ParcelError",
    "src/runtime/errors.ts",
    "/** It is lost. */\nexport class ParcelError extends Error {\n  readonly place: string;\n\n  constructor(place: string);\n\n  where(): string;\n}",
  ],
  [
    "createOffice",
    "src/runtime/parcels/testing/office.ts",
    "/** An office. */\nexport async function createOffice({ open = true }: {\n  open?: boolean;\n} = {}): Promise<Office>;",
  ],
])("%s is found where it is declared, without bodies", (name, path, code) => {
  expect(exported.find((it) => it.name === name)?.declared).toEqual({ path, code });
});

test("what another package exports is not declared", () => {
  expect(exported.find(({ name }) => name === "Middleware")?.declared).toBeUndefined();
});

test.each([
  ["declared beside it", "src/runtime/parcel.ts", "secret", "const secret = 1;"],
  ["imported", "src/runtime/index.ts", "ParcelError", "/** It is lost. */"],
  ["of nobody", "src/runtime/index.ts", "Office", undefined],
])("a name is found that is %s", (_, path, name, want) => {
  const found = sources.find(path, name)?.code.split("\n")[0];
  expect(found).toBe(want);
});
