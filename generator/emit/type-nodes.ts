import ts from "typescript";

/*
 * What the types of a schema refer to: look-ups such as `components["schemas"]["Upload"]["file"]`.
 */

/** The keys of a look-up that begins with an interface; undefined for any other type. */
export function lookupKeys(node: ts.TypeNode): string[] | undefined {
  const keys: string[] = [];
  let object = node;
  while (ts.isIndexedAccessTypeNode(object)) {
    const index = object.indexType;
    if (!ts.isLiteralTypeNode(index) || !ts.isLiteralExpression(index.literal)) return undefined;
    keys.push(index.literal.text);
    object = object.objectType;
  }
  if (keys.length === 0 || !ts.isTypeReferenceNode(object)) return undefined;
  return ts.isIdentifier(object.typeName) ? [object.typeName.text, ...keys.reverse()] : undefined;
}

/** A look-up in something named. */
export function lookupIn(name: string, keys: readonly string[]): ts.TypeNode {
  return keys.reduce<ts.TypeNode>(
    (object, key) =>
      ts.factory.createIndexedAccessTypeNode(
        object,
        ts.factory.createLiteralTypeNode(ts.factory.createStringLiteral(key)),
      ),
    ts.factory.createTypeReferenceNode(name),
  );
}

/** The name of a property as it is looked up. */
export function propertyName({ name }: ts.PropertySignature): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name)
    ? name.text
    : "";
}

/**
 * The types that the compiler has to know to know another: members of unions, of intersections and of look-ups. What is
 * in an object waits until that is looked into.
 *
 * @param inList Whether the compiler may wait with it, where the type has a name: what is in an array or a tuple.
 */
export function eagerTypes(
  node: ts.TypeNode,
  visit: (type: ts.TypeNode, inList: boolean) => void,
  inList = false,
): void {
  visit(node, inList);
  if (ts.isTypeLiteralNode(node) || lookupKeys(node)) return;
  const isList = inList || ts.isArrayTypeNode(node) || ts.isTupleTypeNode(node);
  ts.forEachChild(node, (child) => {
    if (ts.isTypeNode(child)) eagerTypes(child, visit, isList);
  });
}

/** The properties of the objects that a type is made of, without those inside them. */
export function propertiesIn(type: ts.TypeNode): ts.PropertySignature[] {
  if (ts.isTypeLiteralNode(type)) return type.members.filter(ts.isPropertySignature);
  const found: ts.PropertySignature[] = [];
  ts.forEachChild(type, (child) => {
    if (ts.isTypeNode(child)) found.push(...propertiesIn(child));
  });
  return found;
}

/**
 * A composition without some of its look-ups; undefined where nothing is left.
 *
 * @param judge Tells of the keys of each what becomes of it.
 */
export function withoutMembers(
  type: ts.TypeNode | undefined,
  judge: (keys: readonly string[]) => ts.TypeNode | "drop" | "keep",
): ts.TypeNode | undefined {
  if (type === undefined) return undefined;
  const keys = lookupKeys(type);
  if (keys) {
    const verdict = judge(keys);
    return verdict === "keep" ? type : verdict === "drop" ? undefined : verdict;
  }
  const rest = (types: readonly ts.TypeNode[]) =>
    types.flatMap((member) => withoutMembers(member, judge) ?? []);
  const { factory } = ts;
  if (ts.isUnionTypeNode(type))
    return joined(rest(type.types), (types) => factory.createUnionTypeNode(types));
  if (ts.isIntersectionTypeNode(type))
    return joined(rest(type.types), (types) => factory.createIntersectionTypeNode(types));
  if (ts.isParenthesizedTypeNode(type)) {
    const inner = withoutMembers(type.type, judge);
    return inner && factory.createParenthesizedType(inner);
  }
  if (!ts.isTypeReferenceNode(type) || !type.typeArguments) return type;
  // Helpers take what they change as the first argument.
  const [first, ...others] = type.typeArguments;
  const changed = withoutMembers(first, judge);
  return changed && factory.createTypeReferenceNode(type.typeName, [changed, ...others]);
}

function joined(
  types: ts.TypeNode[],
  join: (types: ts.TypeNode[]) => ts.TypeNode,
): ts.TypeNode | undefined {
  return types.length > 1 ? join(types) : types[0];
}
