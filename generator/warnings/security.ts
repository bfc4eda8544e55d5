import type { Api, UnmetScheme } from "../api-model.ts";
import { quoted } from "../text.ts";

/** A scheme, and what asks for it. */
interface Wanted {
  readonly scheme: UnmetScheme;
  /** `UploadsApi.createUpload` */
  readonly methods: Set<string>;
  /** For some of them the apiKey is needed too. */
  besideKey: boolean;
}

/**
 * Warnings of security schemes that the client's apiKey does not meet, one for each: it is sent as
 * `Authorization: Bearer …` and in no other way.
 *
 * @param file Names the document.
 */
export function securityWarnings(api: Api, file: string): string[] {
  return [...wantedOf(api)].map(([name, wanted]) => {
    const asked = quoted(`${name} (${wanted.scheme.kind})`);
    return (
      `${file}: ${listed([...wanted.methods])} for ${asked}, but the client sends its apiKey as Authorization: Bearer\n` +
      `  ${remedyOf(wanted)}\n`
    );
  });
}

function wantedOf({ services }: Api): Map<string, Wanted> {
  const found = new Map<string, Wanted>();
  for (const { className, operations } of services)
    for (const { methodName, unmetSecurity } of operations)
      for (const { schemes, besideKey } of unmetSecurity)
        for (const scheme of schemes) {
          const wanted = found.get(scheme.name) ?? { scheme, methods: new Set(), besideKey };
          wanted.methods.add(`${className}.${methodName}`);
          wanted.besideKey ||= besideKey;
          found.set(scheme.name, wanted);
        }
  return found;
}

const shown = 3;

function listed(methods: readonly string[]): string {
  const names = methods.slice(0, shown).join(", ");
  const more = methods.length - shown;
  if (more > 0) return `${names} and ${more} more ask`;
  return methods.length === 1 ? `${names} asks` : `${names} ask`;
}

function remedyOf({ scheme: { kind, header }, besideKey }: Wanted): string {
  if (kind === "not declared")
    return "Declare it in #/components/securitySchemes, which says how it is sent";
  if (header === undefined)
    return "The client can't send that by itself: give it with each call where the method has a parameter for it, else give createClient a fetch that adds it";
  const apiKey = besideKey ? "apiKey" : "apiKey: null";
  return `Call with createClient({ ${apiKey}, headers: { ${quoted(header.name)}: ${quoted(header.value)} } })`;
}
