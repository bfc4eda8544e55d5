import ts from "typescript";

const maxDepth = 5;

/** Statements that read everything of `expression` at the types it had: each value in a block of its own, which reads what is inside it. */
export function readings(
  checker: ts.TypeChecker,
  expression: string,
  type: ts.Type,
  depth = 0,
): string[] {
  const value = `value${depth}`;
  const inside = depth < maxDepth ? readInside(checker, value, type, depth) : [];
  return [
    `{ const ${value}${annotation(checker, type)} = ${expression};`,
    `void ${value};`,
    ...inside,
    "}",
  ];
}

function readInside(
  checker: ts.TypeChecker,
  value: string,
  type: ts.Type,
  depth: number,
): string[] {
  const objects = (type.isUnion() ? type.types : [type]).filter(isObject);
  const readMember = (object: ts.Symbol) => {
    const expression = `${value}[${JSON.stringify(object.name)}]`;
    return readings(checker, expression, checker.getTypeOfSymbol(object), depth + 1);
  };
  const each = objects.flatMap((object) => {
    const item = checker.isArrayType(object)
      ? checker.getIndexTypeOfType(object, ts.IndexKind.Number)
      : undefined;
    if (item !== undefined) {
      const items = readings(checker, `item${depth}`, item, depth + 1);
      return [`if (${value}) for (const item${depth} of ${value}) {`, ...items, "}"];
    }
    const members = checker.getPropertiesOfType(object).flatMap(readMember);
    return [`if (${conditionFor(checker, value, object, objects)}) {`, ...members, "}"];
  });
  if (objects.length < 2) return each;
  const common = checker.getPropertiesOfType(checker.getNonNullableType(type));
  const plain = common.filter((member) => !isDiscriminant(checker, member));
  return [...each, `if (${value}) {`, ...plain.flatMap(readMember), "}"];
}

function isObject(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
}

/** The property by which alternatives are told apart says by its values which there are: what is read of it is which it is not. */
function isDiscriminant(checker: ts.TypeChecker, property: ts.Symbol): boolean {
  const type = checker.getTypeOfSymbol(property);
  return (type.isUnion() ? type.types : [type]).every((member) => member.isStringLiteral());
}

/** A condition under which a value is that object: by the property that holds a value of its own in each. */
function conditionFor(
  checker: ts.TypeChecker,
  value: string,
  object: ts.Type,
  objects: readonly ts.Type[],
): string {
  const own = checker
    .getPropertiesOfType(object)
    .find((property) => isDiscriminant(checker, property));
  if (objects.length < 2 || own === undefined) return value;
  return `${value}[${JSON.stringify(own.name)}] === ${checker.typeToString(checker.getTypeOfSymbol(own))}`;
}

/** What a plain value was; what is inside an object is read one by one. */
function annotation(checker: ts.TypeChecker, type: ts.Type): string {
  const members = type.isUnion() ? type.types : [type];
  return members.some((member) => isObject(member) && member.symbol.name !== "Blob")
    ? ""
    : `: ${checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation)}`;
}
