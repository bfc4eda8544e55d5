import ts from "typescript";

const maxDepth = 4;

/** Expressions for all that a type accepts: with as much as possible, with as little, and with each alternative somewhere. */
export function literals(checker: ts.TypeChecker, type: ts.Type, depth = 0): string[] {
  if (type.isUnion())
    return [...new Set(type.types.flatMap((member) => literals(checker, member, depth)))];
  if (type.isStringLiteral()) return [JSON.stringify(type.value)];
  const { flags } = type;
  if (flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)) return [];
  if (flags & ts.TypeFlags.String) return ['"text"'];
  if (flags & ts.TypeFlags.Number) return ["1"];
  if (flags & (ts.TypeFlags.Unknown | ts.TypeFlags.Any)) return ["{}"];
  if (checker.isArrayType(type)) return arrays(checker, type, depth);
  return flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)
    ? objects(checker, type, depth)
    : [checker.typeToString(type)];
}

function arrays(checker: ts.TypeChecker, type: ts.Type, depth: number): string[] {
  const item = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
  if (item === undefined || depth >= maxDepth) return ["[]"];
  return literals(checker, item, depth + 1).map((value) => `[${value}]`);
}

function objects(checker: ts.TypeChecker, type: ts.Type, depth: number): string[] {
  if ((type.symbol as ts.Symbol | undefined)?.name === "BinaryInput") return ["new Blob()"];
  const properties = checker.getPropertiesOfType(type).map((property) => ({
    key: JSON.stringify(property.name),
    optional: (property.flags & ts.SymbolFlags.Optional) !== 0,
    values: literals(checker, checker.getTypeOfSymbol(property), depth + 1),
  }));
  const withValues = (index: number) =>
    properties.map(
      ({ key, values }) => `${key}: ${values[Math.min(index, values.length - 1)] ?? "{}"}`,
    );
  const free = checker.getIndexTypeOfType(type, ts.IndexKind.String);
  const others =
    free === undefined ? [] : [`"a key": ${literals(checker, free, depth + 1)[0] ?? "{}"}`];
  const most = Math.max(1, ...properties.map(({ values }) => values.length));
  const required = properties.filter(({ optional }) => !optional);
  const least = required.map(({ key, values }) => `${key}: ${values[0] ?? "{}"}`);
  const all = Array.from({ length: most }, (_, index) => [...withValues(index), ...others]);
  return [...all, least].map((entries) => `{ ${entries.join(", ")} }`);
}
