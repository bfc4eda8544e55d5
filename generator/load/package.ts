import { readdirSync } from "node:fs";
import { join } from "node:path";
import { lookAt } from "../files/look.ts";
import { readIfThere, readText } from "../files/read-text.ts";
import { InputError } from "../errors.ts";
import { isObject } from "../json.ts";

/** What an OpenAPI document can't say of the package made from it. */
export interface PackageSource {
  readonly manifest: Manifest;
  /** Text of the licence. */
  readonly license?: string | undefined;
  /** Markdown that opens the package's README. */
  readonly introduction?: string | undefined;
  /** What changed from version to version, as Markdown. */
  readonly changelog?: string | undefined;
  /** Hand-written pages of its documentation. */
  readonly guides?: readonly Guide[] | undefined;
  /** What is this API's own about the options of `createClient`, by option. */
  readonly client?: ClientFacts | undefined;
}

export interface Guide {
  /** File name, such as `testing.md`. */
  readonly name: string;
  /** Markdown. */
  readonly text: string;
}

export type ClientFacts = Readonly<Record<string, ClientFact>>;

export interface ClientFact {
  /** The environment variable that stands in for the option. */
  readonly variable?: string;
  /** The header in which it is sent. Only `apiKey` and `baseUrl` have none. */
  readonly header?: string;
  /** One sentence or more, for its docstring. */
  readonly description?: string;
}

/** The hand-written fields of package.json. */
export interface Manifest {
  readonly name: string;
  readonly description?: string;
  /** SPDX expression, such as `MIT`. */
  readonly license?: string;
  /** What the runtime folder of its API needs, on top of what every package does. */
  readonly dependencies?: Readonly<Record<string, string>>;
  /** What the command of that folder is built of. */
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/**
 * Reads a folder: package.json, and LICENSE, README.md, CHANGELOG.md, client.json and the pages in `guides` as far as they
 * are there.
 *
 * @throws {InputError} There is no package.json with a name, or client.json holds something else than `ClientFacts`.
 */
export async function loadPackage(folder: string): Promise<PackageSource> {
  const file = join(folder, "package.json");
  return {
    manifest: parse((await readIfThere(file)) ?? "", file),
    license: await readIfThere(join(folder, "LICENSE")),
    introduction: await readIfThere(join(folder, "README.md")),
    changelog: await readIfThere(join(folder, "CHANGELOG.md")),
    guides: await loadGuides(join(folder, "guides")),
    client: await loadClientFacts(join(folder, "client.json")),
  };
}

async function loadGuides(folder: string): Promise<Guide[]> {
  if (!lookAt(folder)?.isDirectory()) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(".md"));
  return Promise.all(
    names.sort().map(async (name) => ({ name, text: await readText(join(folder, name)) })),
  );
}

async function loadClientFacts(file: string): Promise<ClientFacts | undefined> {
  const text = await readIfThere(file);
  if (text === undefined) return undefined;
  const facts = parseJson(text);
  const problem = isObject(facts)
    ? Object.entries(facts).find(([option, fact]) => !isClientFact(option, fact))?.[0]
    : "no JSON object";
  if (problem === undefined) return facts as ClientFacts;
  throw new InputError(
    `${file}: ${problem} is not as it has to be`,
    'Give options of createClient, each { "variable": …, "header": …, "description": … }; all but apiKey and baseUrl need a header.',
  );
}

const forms: Readonly<Record<string, RegExp>> = {
  variable: /^[A-Za-z_]\w*$/,
  header: /^[A-Za-z\d-]+$/,
  description: /./s,
};

function isClientFact(option: string, fact: unknown): fact is ClientFact {
  if (!/^[A-Za-z]\w*$/.test(option) || !isObject(fact)) return false;
  const isOfRuntime = option === "apiKey" || option === "baseUrl";
  return (
    isOfRuntime !== "header" in fact &&
    Object.entries(fact).every(
      ([name, value]) => typeof value === "string" && forms[name]?.test(value),
    )
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parse(text: string, file: string): Manifest {
  const manifest = parseJson(text);
  if (isObject(manifest) && typeof manifest.name === "string")
    return { ...manifest, name: manifest.name };
  throw new InputError(
    `${file} is missing or has no name`,
    "Give --package a folder with a package.json that holds name, version, description and license.",
  );
}
