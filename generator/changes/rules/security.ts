import { isObject, objectsIn, pointer, type JsonObject } from "../../json.ts";
import { objectAt } from "../locate.ts";
import type { Entry } from "../report.ts";
import { say } from "../sentence.ts";
import type { Method, MethodPair } from "../side.ts";

/** One way to be let in: what each scheme needed really is, with the scopes wanted of it. */
type Alternative = ReadonlyMap<string, readonly string[]>;

/** What has changed in authentication. Credentials that sufficed must still suffice; schemes are compared by content, not name. */
export function securityChanges({ base, head }: MethodPair): Entry[] {
  const [old, now] = [alternativesOf(base), alternativesOf(head)];
  const isEnough = (way: Alternative, ways: readonly Alternative[]) =>
    ways.some((other) => includes(way, other));
  const refused = old.some((way) => !isEnough(way, now));
  if (!refused && now.every((way) => isEnough(way, old))) return [];
  const entry = {
    audience: "caller",
    operations: [head.name],
    pointer: securityPointer({ base, head }),
    alsoAt: [...schemesOf(base), ...schemesOf(head)],
    before: textOf(base, old),
    after: textOf(head, now),
  } as const;
  if (!refused)
    return [{ ...entry, verdict: "minor", what: say`Authentication accepts more than before` }];
  const what = say`Authentication has changed`;
  const action = say`Check your credentials: ${"apiKey"} goes as a bearer token, anything else through ${"headers"}.`;
  return [{ ...entry, verdict: "major", what, action }];
}

function requirementsOf({ source, document }: Method): JsonObject[] {
  return objectsIn(source.security ?? document.security);
}

function alternativesOf(method: Method): Alternative[] {
  const ways = requirementsOf(method).map((requirement) => {
    const schemes = Object.entries(requirement).map(
      ([name, scopes]) =>
        [
          schemeText(method.document, name),
          Array.isArray(scopes) ? scopes.map(String) : [],
        ] as const,
    );
    return new Map(schemes);
  });
  return ways.length === 0 ? [new Map()] : ways;
}

/** Everything of a scheme that a request depends on. */
function schemeText(document: JsonObject, name: string): string {
  const scheme = objectAt(document, pointer("components", "securitySchemes", name));
  if (scheme.type === undefined) return name;
  const { type, in: location, name: parameter, openIdConnectUrl, flows } = scheme;
  const httpScheme = String(scheme.scheme).toLowerCase();
  const flowNames = isObject(flows) ? Object.keys(flows).sort() : undefined;
  return JSON.stringify([type, httpScheme, location, parameter, openIdConnectUrl, flowNames]);
}

/** Whether credentials for one way also satisfy another. */
function includes(has: Alternative, needs: Alternative): boolean {
  return [...needs].every(([scheme, scopes]) => {
    const granted = has.get(scheme);
    return granted !== undefined && scopes.every((scope) => granted.includes(scope));
  });
}

/** Where the schemes that an operation asks for are declared. */
function schemesOf(method: Method): string[] {
  return requirementsOf(method)
    .flatMap((requirement) => Object.keys(requirement))
    .map((name) => pointer("components", "securitySchemes", name));
}

function textOf({ operation }: Method, alternatives: readonly Alternative[]): string {
  const scopes = [...new Set(alternatives.flatMap((way) => [...way.values()].flat()))];
  const names = operation.security.length === 0 ? "none" : operation.security.join(" or ");
  return scopes.length === 0 ? names : `${names}, scopes ${scopes.join(", ")}`;
}

function securityPointer({ base, head }: MethodPair): string {
  if (head.source.security !== undefined) return `${head.pointer}/security`;
  if (base.source.security !== undefined) return head.pointer;
  return "#/security";
}
