import type { OptionalKind, ParameterDeclarationStructure } from "ts-morph";
import type { Api } from "../api-model.ts";
import type { ClientFacts } from "../load/package.ts";

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
export function isBaseUrlKnown(baseUrl: string | undefined, facts: ClientFacts): boolean {
  return baseUrl !== undefined || facts["baseUrl"] !== undefined;
}

/** What the docstring of each `createClient` says of its argument and its errors. */
export const clientTags = `

@param options Where requests go, with which key, and what becomes of those that fail.
@throws {TypeError} An option does not exist or can't be, the key or \`baseUrl\` is missing, or the platform lacks what
requests need.`;
