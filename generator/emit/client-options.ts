import {
  StructureKind,
  type InterfaceDeclarationStructure,
  type OptionalKind,
  type ParameterDeclarationStructure,
  type PropertySignatureStructure,
} from "ts-morph";
import type { Api } from "../api-model.ts";
import type { ClientFact, ClientFacts } from "../load/package.ts";
import { commentText } from "../text.ts";

/** The interface that a package exports where its API has options of its own, or variables for them. */
export const ownOptions = "CreateClientOptions";

/** The argument of `createClient`, which only who needs none of its options can leave out. */
export function optionsParameter(
  { baseUrl }: Api,
  facts: ClientFacts = {},
): OptionalKind<ParameterDeclarationStructure> {
  const isKnown = isBaseUrlKnown(baseUrl, facts);
  if (Object.keys(facts).length === 0)
    return {
      name: "options",
      type: isKnown ? "ClientOptions" : "ClientOptions & { baseUrl: string }",
    };
  const isNeeded = !isKnown || facts["apiKey"] === undefined;
  return { name: "options", type: ownOptions, ...(!isNeeded && { initializer: "{}" }) };
}

/** Whether there is a server to send to when the caller names none. */
function isBaseUrlKnown(baseUrl: string | undefined, facts: ClientFacts): boolean {
  return baseUrl !== undefined || facts["baseUrl"] !== undefined;
}

/** The interface itself. */
export function optionsInterface(
  { baseUrl }: Api,
  facts: ClientFacts,
): InterfaceDeclarationStructure {
  const own = Object.entries(facts).filter(([, { header }]) => header !== undefined);
  const isKeyNeeded = facts["apiKey"] === undefined;
  return {
    kind: StructureKind.Interface,
    name: ownOptions,
    isExported: true,
    docs: [`How a client reaches the API.${variablesText(facts)}`],
    extends: [isKeyNeeded ? "ClientOptions" : "Partial<ClientOptions>"],
    properties: [
      ...(isBaseUrlKnown(baseUrl, facts) ? [] : [{ name: "baseUrl", type: "string" }]),
      ...own.map(([name, fact]) => optionProperty(name, fact)),
    ],
  };
}

function variablesText(facts: ClientFacts): string {
  const variables = Object.entries(facts).flatMap(([name, { variable }]) =>
    variable === undefined ? [] : [`\`${name}\` is \`${variable}\``],
  );
  return variables.length === 0
    ? ""
    : ` Of what is left out, on Node, Bun and Deno,\n${variables.join(",\n")}, where that is set.`;
}

function optionProperty(
  name: string,
  { header = "", description = "" }: ClientFact,
): OptionalKind<PropertySignatureStructure> {
  const text = `${commentText(description)} Sent as \`${header}\`; null sends none.`.trim();
  return { name, hasQuestionToken: true, type: "string | null | undefined", docs: [text] };
}

/** What the docstring of each `createClient` says of its argument and its errors. */
export const clientTags = `

@param options Where requests go, with which key, and what becomes of those that fail.
@throws {TypeError} An option is unknown or invalid, the key or \`baseUrl\` is missing, or the platform lacks what requests
need.`;
