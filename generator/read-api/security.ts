import type { Operation, UnmetScheme, UnmetSecurity } from "../api-model.ts";
import { objectsIn, textOf, type JsonObject } from "../json.ts";
import { isToken } from "../text.ts";
import { componentsOf, follow } from "../schema.ts";
import type { Context } from "./context.ts";

/** What an operation asks for to know its caller: all of it in words, and what the client's apiKey does not meet. */
export function readSecurity(
  context: Context,
  operation: JsonObject,
): Pick<Operation, "security" | "unmetSecurity"> {
  const alternatives = objectsIn(operation.security ?? context.document.security).map(Object.keys);
  const unmet = alternatives.map((names) => unmetOf(context, names));
  const met = unmet.some(({ schemes }) => schemes.length === 0);
  return {
    security: alternatives.map((names) => alternativeText(context, names)),
    unmetSecurity: met ? [] : unmet,
  };
}

/** An alternative that asks for nothing is anonymous access. */
function alternativeText(context: Context, names: readonly string[]): string {
  return names.length === 0
    ? "none"
    : names.map((name) => `${name} (${schemeText(schemeOf(context, name))})`).join(" and ");
}

function unmetOf(context: Context, names: readonly string[]): UnmetSecurity {
  const schemes = names.flatMap((name): UnmetScheme[] => {
    const scheme = schemeOf(context, name);
    return isBearer(scheme) ? [] : [{ name, kind: schemeText(scheme), header: headerOf(scheme) }];
  });
  return { schemes, besideKey: schemes.length < names.length };
}

function schemeOf({ document }: Context, name: string): JsonObject {
  const schemes = componentsOf(document, "securitySchemes");
  return Object.hasOwn(schemes, name) ? follow(document, schemes[name]) : {};
}

/** Sent as `Authorization: Bearer …`, as the runtime sends its apiKey: RFC 6750 has it so for the tokens of OAuth 2. */
function isBearer({ type, scheme }: JsonObject): boolean {
  return type === "oauth2" || type === "openIdConnect" || isHttp({ type, scheme }, "bearer");
}

/** The names of HTTP's schemes are the same in either case (RFC 9110, section 11.1). */
function isHttp({ type, scheme }: JsonObject, name: string): boolean {
  return type === "http" && textOf(scheme)?.toLowerCase() === name;
}

function headerOf(scheme: JsonObject): UnmetScheme["header"] {
  if (isHttp(scheme, "basic")) return { name: "authorization", value: "Basic …" };
  const name = textOf(scheme.name) ?? "";
  const isHeader = scheme.type === "apiKey" && scheme.in === "header" && isToken(name);
  return isHeader ? { name, value: "…" } : undefined;
}

function schemeText(scheme: JsonObject): string {
  const detail =
    scheme.type === "http"
      ? scheme.scheme
      : scheme.type === "apiKey"
        ? `in ${String(scheme.in)}`
        : undefined;
  const type = scheme.type === "http" ? "HTTP" : scheme.type;
  const words = [type, detail].filter((word) => typeof word === "string").join(" ");
  return (words || "not declared") + (scheme.deprecated === true ? ", deprecated" : "");
}
