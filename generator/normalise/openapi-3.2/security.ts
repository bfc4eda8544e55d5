import { isObject, keysOf, type JsonObject } from "../../json.ts";
import { componentsOf } from "../../schema.ts";

/** Names the security schemes that are asked for by `#/components/securitySchemes/…`: before, there were names alone. */
export function nameSecuritySchemes(document: JsonObject, node: JsonObject): void {
  if (!Array.isArray(node.security)) return;
  const schemes = componentsOf(document, "securitySchemes");
  const named = (key: string) => {
    const [root, kind, name, ...rest] = keysOf(key);
    const isReference = key.startsWith("#/") && root === "components" && rest.length === 0;
    const isMeant = isReference && kind === "securitySchemes" && !Object.hasOwn(schemes, key);
    return isMeant && name !== undefined && Object.hasOwn(schemes, name) ? name : key;
  };
  node.security = node.security.map((asked: unknown) =>
    isObject(asked)
      ? Object.fromEntries(Object.entries(asked).map(([key, value]) => [named(key), value]))
      : asked,
  );
}
