import { expect, test } from "vitest";
import { readExports } from "../../generator/docs/exports.ts";
import { emitReadme } from "../../generator/docs/readme.ts";
import { emitReference } from "../../generator/docs/reference.ts";
import { apiOf, sampleModel, sampleOperation } from "../emit/sample-api.ts";
import { brokenLinks } from "./read-page.ts";

const api = apiOf([sampleOperation()], [sampleModel()]);

const send = `/**
 * Sends a parcel, as \`LostError\` tells.
 *
 * @param parcel What is sent.
 * @throws {LostError} It is lost.
 * @throws {unknown} The reason of the signal.
 * @example
 * const parcels = new ParcelsApi(createClient());
 * await send({ weight: 1 });
 */
export async function send(parcel: Letter, how: Options = {}): Promise<Receipt> {
  return parcels.send(parcel, how);
}
`;

const sources = {
  "src/create-client.ts": `/** Makes a client. */
export function createClient(): Client {
  return connect();
}
`,
  "src/runtime/index.ts": `/**
 * Sends parcels.
 *
 * @category Sending
 */
export { send, type Letter, type Options } from "./send.ts";
/** @category Errors */
export { LostError } from "./errors.ts";
`,
  "src/runtime/send.ts": `import type { Receipt } from "./receipt.ts";

/** What is sent. */
export type Letter = { weight: number };

/** How it is sent. */
export interface Options extends Partial<Defaults> {
  /** Seconds until it has to be there. @default 60 */
  readonly timeout?: number | undefined;
  /** How often it is tried. @default the client's */
  readonly tries?: number | undefined;
}

interface Defaults {
  timeout: number;
}

${send}`,
  "src/runtime/receipt.ts": `/** Who has it. */
export interface Receipt {
  readonly name: Name;
}
type Name = string;
`,
  "src/runtime/errors.ts": `export class RequestError extends Error {
  /** Where it was sent. */
  declare readonly url: string;
}

/** It is lost. */
export class LostError extends RequestError {
  /** Where. */
  declare readonly place: string;
}
`,
  "src/runtime/node/index.ts": '/** @category Sending */\nexport { send } from "./send.ts";\n',
  "src/runtime/node/send.ts": send.replace("a parcel", "a file"),
};

function pagesOf(texts: Partial<typeof sources> = sources) {
  const files = Object.entries(texts).map(([path, text]) => ({ path, text }));
  return emitReference(api, "parcels", readExports(files));
}

async function pageOf(name: string): Promise<string> {
  const page = (await pagesOf()).find(({ path }) => path === `docs/${name}.md`);
  return (page?.text ?? "").replaceAll("`", "'");
}

test("a page of hand-written code", async () => {
  expect(await pageOf("Sending")).toMatchInlineSnapshot(`
    "# Sending

    Sends parcels.

    ## send

    From 'parcels'.

    '''ts
    send(parcel: Letter, how?: Options): Promise<Receipt>
    '''

    Sends a parcel, as ['LostError'](Errors.md#losterror) tells.

    ### Example

    '''ts
    import { createClient, ParcelsApi, send } from "parcels";

    const parcels = new ParcelsApi(createClient());
    await send({ weight: 1 });
    '''

    ### Parameters

    | Name | Type | Required | Description |
    | - | - | - | - |
    | 'parcel' | ['Letter'](Sending.md#letter) | yes | What is sent. |
    | 'how' | ['Options'](Sending.md#options) | no | |

    ### Return type

    'Promise<Receipt>'

    ### Errors

    - ['LostError'](Errors.md#losterror): It is lost.
    - 'unknown': The reason of the signal.

    ## send from parcels/node

    From 'parcels/node'.

    '''ts
    send(parcel: Letter, how?: Options): Promise<Receipt>
    '''

    Sends a file, as ['LostError'](Errors.md#losterror) tells.

    ### Example

    '''ts
    import { createClient, ParcelsApi, send } from "parcels/node";

    const parcels = new ParcelsApi(createClient());
    await send({ weight: 1 });
    '''

    ### Parameters

    | Name | Type | Required | Description |
    | - | - | - | - |
    | 'parcel' | ['Letter'](Sending.md#letter) | yes | What is sent. |
    | 'how' | ['Options'](Sending.md#options) | no | |

    ### Return type

    'Promise<Receipt>'

    ### Errors

    - ['LostError'](Errors.md#losterror): It is lost.
    - 'unknown': The reason of the signal.

    ## Letter

    From 'parcels' and 'parcels/node'.

    '''ts
    type Letter = { weight: number };
    '''

    What is sent.

    ## Options

    From 'parcels' and 'parcels/node'.

    How it is sent.

    ### Properties

    | Name | Type | Required | Default | Unit | Description |
    | - | - | - | - | - | - |
    | 'timeout' | 'number' | no | '60' | seconds | Seconds until it has to be there. |
    | 'tries' | 'number' | no | the client's | | How often it is tried. |

    ## Types named here

    '''ts
    /** Who has it. */
    interface Receipt {
      readonly name: Name;
    }

    type Name = string;

    interface Defaults {
      timeout: number;
    }
    '''

    [All classes and models](../README.md) · Generated from the docstrings of the sources. Change those, not this page.
    "
  `);
});

test("a page of errors has what they inherit from what is not exported", async () => {
  expect(await pageOf("Errors")).toMatchInlineSnapshot(`
    "# Errors

    ## LostError

    From 'parcels' and 'parcels/node'.

    It is lost.

    ### Properties

    | Name | Type | Description |
    | - | - | - |
    | 'place' | 'string' | Where. |
    | 'url' | 'string' | Where it was sent. |

    [All classes and models](../README.md) · Generated from the docstrings of the sources. Change those, not this page.
    "
  `);
});

test("a page of createClient shows the first call of the API", async () => {
  expect(await pageOf("createClient")).toContain("await parcels.listParcels();");
});

test("there are pages only of what the package exports", async () => {
  const { "src/create-client.ts": client, "src/runtime/errors.ts": errors } = sources;
  const pages = await pagesOf({ "src/create-client.ts": client, "src/runtime/errors.ts": errors });
  expect(pages.map(({ path }) => path)).toEqual([
    "docs/ParcelsApi.md",
    "docs/Parcel.md",
    "docs/createClient.md",
  ]);
});

test("a model of a page's name keeps its own", async () => {
  const models = [sampleModel({ name: "Errors" })];
  const exports = readExports(Object.entries(sources).map(([path, text]) => ({ path, text })));
  const pages = await emitReference(apiOf([], models), "parcels", exports);
  expect(pages.map(({ path }) => path)).toContain("docs/Errors-2.md");
  expect(pages.find(({ path }) => path === "docs/Errors.md")?.text).toContain(
    "Generated from the OpenAPI document",
  );
});

test("links lead to pages and headings, from the README too", async () => {
  const exports = readExports(Object.entries(sources).map(([path, text]) => ({ path, text })));
  const readme = await emitReadme(api, { manifest: { name: "parcels" } }, exports);
  expect(readme.text).toContain("| [`Sending`](docs/Sending.md) | Sends parcels. |");
  expect(brokenLinks([...(await pagesOf()), readme])).toEqual([]);
});
