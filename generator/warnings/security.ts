import type { Api, UnmetScheme, UnmetSecurity } from "../api-model.ts";
import { quoted } from "../text.ts";
import { listed } from "./listed.ts";

/** Alternatives, and what asks for one of them. */
interface Wanted {
  /** By the names of the schemes that apply together. */
  readonly alternatives: Map<string, UnmetSecurity>;
  /** `UploadsApi.createUpload` */
  readonly methods: Set<string>;
}

/**
 * Warnings of security that the client's apiKey does not meet, one for each set of alternatives: it is sent as
 * `Authorization: Bearer …` and in no other way.
 *
 * @param file Names the document.
 */
export function securityWarnings(api: Api, file: string): string[] {
  return [...wantedOf(api).values()].map(({ alternatives, methods }) => {
    const asked = [...alternatives.values()].map(alternativeText).join(" or ");
    return (
      `${file}: ${listed([...methods])} ${methods.size === 1 ? "asks" : "ask"} for ${asked}, but the client sends its apiKey as Authorization: Bearer\n` +
      remedyOf([...alternatives.values()])
    );
  });
}

function wantedOf({ services }: Api): Map<string, Wanted> {
  const found = new Map<string, Wanted>();
  for (const { className, operations } of services)
    for (const { methodName, unmetSecurity } of operations) {
      if (unmetSecurity.length === 0) continue;
      const own = byNames(unmetSecurity);
      const key = [...own.keys()].sort().join("\n");
      const wanted = found.get(key) ?? { alternatives: own, methods: new Set() };
      wanted.methods.add(`${className}.${methodName}`);
      for (const [names, alternative] of own)
        if (alternative.besideKey) wanted.alternatives.set(names, alternative);
      found.set(key, wanted);
    }
  return found;
}

/** Of two that differ only in whether the key is needed too, the one without. */
function byNames(alternatives: readonly UnmetSecurity[]): Map<string, UnmetSecurity> {
  const found = new Map<string, UnmetSecurity>();
  for (const alternative of alternatives) {
    const names = JSON.stringify(alternative.schemes.map(({ name }) => name).sort());
    if (!found.has(names) || !alternative.besideKey) found.set(names, alternative);
  }
  return found;
}

function alternativeText({ schemes }: UnmetSecurity): string {
  return schemes.map(({ name, kind }) => quoted(`${name} (${kind})`)).join(" and ");
}

/** What to do for the alternative that takes the least. */
function remedyOf(alternatives: readonly UnmetSecurity[]): string {
  const [{ schemes, besideKey } = { schemes: [], besideKey: false }] = [...alternatives].sort(
    (one, other) => effort(one) - effort(other),
  );
  const headers = schemes.flatMap(({ header }) => header ?? []);
  const fields = headers.map(({ name, value }) => `${quoted(name)}: ${quoted(value)}`).join(", ");
  const apiKey = besideKey ? "apiKey" : "apiKey: null";
  const call = `  Call with createClient({ ${apiKey}, headers: { ${fields} } })\n`;
  const others = schemes.filter(({ header }) => header === undefined);
  return [...(headers.length > 0 ? [call] : []), ...others.map(otherRemedy)].join("");
}

function effort({ schemes }: UnmetSecurity): number {
  if (schemes.every(({ header }) => header !== undefined)) return 0;
  return schemes.some(({ kind }) => kind === undeclared) ? 2 : 1;
}

const undeclared = "not declared";

function otherRemedy({ name, kind }: UnmetScheme): string {
  if (kind === undeclared)
    return `  Declare ${quoted(name)} in #/components/securitySchemes, which says how it is sent\n`;
  return `  The client can't send ${quoted(name)} by itself: give it with each call where the method has a parameter for it, else give createClient a fetch that adds it\n`;
}
