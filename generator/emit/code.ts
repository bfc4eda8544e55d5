import type { RuntimeName } from "../taken-names.ts";

/** TypeScript as text, with what its file has to have besides. */
export interface Code {
  readonly text: string;
  readonly needs: readonly Need[];
}

/** A name to import, or a constant to declare. */
export type Need =
  | { readonly kind: "runtime"; readonly name: RuntimeName }
  | { readonly kind: "type"; readonly name: string; readonly file: TypeFile }
  | { readonly kind: "constant"; readonly name: string; readonly type: Code; readonly value: Code };

/** The emitted files with types that classes use. */
export type TypeFile = "create-client.ts" | "models.ts" | "schema.ts";

/** Code made of other code; a string among the values is code that needs nothing. */
export function code(texts: readonly string[], ...values: readonly (Code | string)[]): Code {
  return joined(
    texts.flatMap((text, index) => [text, values[index] ?? ""]),
    "",
  );
}

export function joined(parts: readonly (Code | string)[], separator: string): Code {
  return {
    text: parts.map((part) => (typeof part === "string" ? part : part.text)).join(separator),
    needs: parts.flatMap((part) => (typeof part === "string" ? [] : part.needs)),
  };
}

/** Something that the runtime exports. */
export function ofRuntime(name: RuntimeName): Code {
  return { text: name, needs: [{ kind: "runtime", name }] };
}

/** A type that another emitted file exports. */
export function typeFrom(file: TypeFile, name: string): Code {
  return { text: name, needs: [{ kind: "type", name, file }] };
}

/** A constant that stands beside the class. */
export function constant(name: string, type: Code, value: Code): Code {
  const own: Need = { kind: "constant", name, type, value };
  return { text: name, needs: [...type.needs, ...value.needs, own] };
}

/** An object literal; the spreads come last. `__proto__` has to be computed, or it would set the prototype. */
export function objectCode(
  entries: readonly (readonly [key: string, value: Code | string])[],
  spreads: readonly Code[] = [],
): Code {
  const properties = entries.map(([key, value]) => {
    const name = JSON.stringify(key);
    const { text } = code`${value}`;
    if (key === text && isVariable(text)) return value;
    return code`${key === "__proto__" ? `[${name}]` : name}: ${value}`;
  });
  return code`{ ${joined([...properties, ...spreads], ", ")} }`;
}

/** Whether code is the name of a variable: a number or `true` is none, and can't stand for a property by itself. */
function isVariable(text: string): boolean {
  return /^[\p{ID_Start}$_]/u.test(text) && !["true", "false", "null"].includes(text);
}
