import { isObject, objectsIn, pointer, type JsonObject } from "../../json.ts";
import { say } from "../phrase.ts";
import type { Entry } from "../report.ts";
import { objectAt, type Method, type MethodPair, type Side } from "../side.ts";

/** One way to be let in: what each scheme needed really is, with the scopes wanted of it. */
type Alternative = ReadonlyMap<string, readonly string[]>;

/** Who is let in. A way that was enough must be enough still; a scheme is what it says, whatever it is called. */
export function securityChanges(pair: MethodPair, base: Side, head: Side): Entry[] {
  const old = alternativesOf(pair.base, base.document);
  const now = alternativesOf(pair.head, head.document);
  const isEnough = (way: Alternative, ways: readonly Alternative[]) =>
    ways.some((other) => includes(way, other));
  const refused = old.some((way) => !isEnough(way, now));
  if (!refused && now.every((way) => isEnough(way, old))) return [];
  const [before, after] = [textOf(pair.base, old), textOf(pair.head, now)];
  const entry = {
    operations: [pair.head.name],
    pointer: placeOf(pair),
    alsoAt: [...schemesOf(pair.base, base), ...schemesOf(pair.head, head)],
    before,
    after,
  };
  if (refused) {
    const action = say`Check your credentials: ${"apiKey"} goes as a bearer token, anything else through ${"headers"}.`;
    return [
      {
        ...entry,
        verdict: "major",
        audience: "caller",
        what: say`Authentication has changed`,
        action,
      },
    ];
  }
  const what = say`Authentication accepts more than before`;
  return [{ ...entry, verdict: "minor", audience: "caller", what, action: say`Nothing to do.` }];
}

function alternativesOf({ source }: Method, document: JsonObject): Alternative[] {
  const requirements = objectsIn(source.security ?? document.security);
  if (requirements.length === 0) return [new Map()];
  return requirements.map(
    (requirement) =>
      new Map(
        Object.entries(requirement).map(([name, scopes]) => [
          schemeText(document, name),
          Array.isArray(scopes) ? scopes.map(String) : [],
        ]),
      ),
  );
}

/** Everything of a scheme that a request depends on. */
function schemeText(document: JsonObject, name: string): string {
  const scheme = objectAt(document, pointer("components", "securitySchemes", name));
  const {
    type,
    scheme: httpScheme,
    in: location,
    name: parameter,
    openIdConnectUrl,
    flows,
  } = scheme;
  if (type === undefined) return name;
  const lower = typeof httpScheme === "string" ? httpScheme.toLowerCase() : httpScheme;
  const flowNames = isObject(flows) ? Object.keys(flows).sort() : undefined;
  return JSON.stringify([type, lower, location, parameter, openIdConnectUrl, flowNames]);
}

/** Whether credentials for one way also satisfy another. */
function includes(has: Alternative, needs: Alternative): boolean {
  return [...needs].every(([scheme, scopes]) => {
    const granted = has.get(scheme);
    return granted !== undefined && scopes.every((scope) => granted.includes(scope));
  });
}

/** Where the schemes that an operation asks for are declared. */
function schemesOf({ source }: Method, { document }: Side): string[] {
  const requirements = objectsIn(source.security ?? document.security);
  return requirements
    .flatMap((requirement) => Object.keys(requirement))
    .map((name) => pointer("components", "securitySchemes", name));
}

function textOf({ operation }: Method, alternatives: readonly Alternative[]): string {
  const scopes = [...new Set(alternatives.flatMap((way) => [...way.values()].flat()))];
  const names = operation.security.length === 0 ? "none" : operation.security.join(" or ");
  return scopes.length === 0 ? names : `${names}, scopes ${scopes.join(", ")}`;
}

function placeOf({ base, head }: MethodPair): string {
  if (head.source.security !== undefined) return `${head.pointer}/security`;
  if (base.source.security !== undefined) return head.pointer;
  return "#/security";
}
