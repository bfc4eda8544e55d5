import type { TypeReference } from "../api-model.ts";

/** TypeScript text of a type, as a file beside `schema.ts` and `models.ts` writes it. */
export function typeText(type: TypeReference): string {
  if (type.kind !== "lookup") return type.name;
  return type.keys.reduce<string>((object, { key, optional }) => {
    const property = `${object}[${/^\d+$/.test(key) ? key : JSON.stringify(key)}]`;
    return optional ? `NonNullable<${property}>` : property;
  }, type.root);
}

/** Values of their own, which are not the name of a variable: `{ true }` would be none. */
const literals = new Set(["true", "false", "null"]);

export function unionText(types: readonly TypeReference[]): string {
  return types.map(typeText).join(" | ");
}

/**
 * An object literal; the values are code already, and the spreads come last. `__proto__` has to be computed, or it would
 * set the prototype.
 */
export function objectText(
  entries: readonly (readonly [key: string, value: string])[],
  spreads: readonly string[] = [],
): string {
  const properties = entries.map(([key, value]) => {
    const name = JSON.stringify(key);
    return key === value && !literals.has(key)
      ? key
      : `${key === "__proto__" ? `[${name}]` : name}: ${asItIs(key, value)}`;
  });
  return `{ ${[...properties, ...spreads].join(", ")} }`;
}

/** The compiler expects of `constructor` and the like what every object has there, and takes literals for any text. */
function asItIs(key: string, value: string): string {
  const inherited = key !== "__proto__" && key in Object.prototype;
  return inherited && value.startsWith("{") ? `${value} as const` : value;
}
