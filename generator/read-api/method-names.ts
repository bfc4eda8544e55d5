import type { Operation, Service } from "../api-model.ts";
import { pointer } from "../json.ts";
import type { Clashes } from "./scope.ts";

/**
 * Checks that no two operations of a class get the same method name (made in names.ts); in different classes they may.
 *
 * Needed by sdk-method-class-conflict: its operationIds `…/Tasks({key})` and `…/Tasks/{key}` differ only in characters
 * that no name can hold.
 *
 * @param clashes Is told of all that do, with an overlay that tells them apart.
 */
export function checkMethodNames(
  services: readonly Service[],
  { file, clashes: found }: { readonly file: string; readonly clashes: Clashes },
): void {
  const clashes = services.flatMap(clashesOf);
  const remedy = [
    "OpenAPI wants operationIds to be unique and to follow programming naming conventions.",
    `Give each of these its own, in the document or by an overlay (--overlay FILE) such as:\n\n${overlayOf(clashes)}`,
  ].join(" ");
  for (const { className, earlier, later } of clashes)
    found.add(
      { file, pointer: pointerOf(later) },
      `comes to the name ${later.methodName} in ${className}, which ${pointerOf(earlier)} has already`,
      remedy,
    );
}

interface Clash {
  readonly className: string;
  readonly earlier: Operation;
  readonly later: Operation;
  /** How many operations before `later` have its name. */
  readonly rank: number;
}

function clashesOf({ className, operations }: Service): Clash[] {
  const byName = new Map<string, Operation[]>();
  for (const operation of operations)
    byName.set(operation.methodName, [...(byName.get(operation.methodName) ?? []), operation]);
  return [...byName.values()].flatMap(([earlier, ...others]) =>
    earlier === undefined
      ? []
      : others.map((later, index) => ({ className, earlier, later, rank: index + 1 })),
  );
}

function pointerOf({ path, httpMethod }: Operation): string {
  return pointer("paths", path, httpMethod.toLowerCase(), "operationId");
}

/** OpenAPI Overlay 1.0. JSON's strings are YAML's too, so any path can stand in one. */
function overlayOf(clashes: readonly Clash[]): string {
  const actions = clashes.flatMap(({ earlier, later, rank }) => [
    `  - target: ${JSON.stringify(`$.paths[${quote(later.path)}].${later.httpMethod.toLowerCase()}`)}`,
    `    description: ${JSON.stringify(`Came to one name with ${earlier.httpMethod} ${earlier.path}`)}`,
    `    update: { operationId: ${JSON.stringify(`${later.methodName}${rank + 1}`)} }`,
  ]);
  const head = ["overlay: 1.0.0", "info: { title: Operation ids, version: 1.0.0 }", "actions:"];
  return [...head, ...actions].join("\n");
}

function quote(path: string): string {
  return `'${JSON.stringify(path).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")}'`;
}
