import { isObject, keysOf, pointer, type JsonObject } from "../json.ts";
import { SpecError } from "../errors.ts";
import { componentsOf } from "../schema.ts";
import { childSchemas } from "../walk-document.ts";

/** A document, and the file that names it in errors. */
interface Named {
  readonly document: JsonObject;
  readonly file: string;
}

/**
 * Runs what follows schemas as far as they lead: the generator, and the compiler, which gives up earlier.
 *
 * @param documents Those whose schemas are followed.
 * @throws {SpecError} They lead further than the stack reaches. The message names the schema that leads furthest.
 */
export async function withinStack<T>(
  documents: readonly Named[],
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    if (!(cause instanceof RangeError) || !/call stack/i.test(cause.message)) throw cause;
    const [found] = documents
      .map(({ document, file }) => ({ file, ...furthest(document) }))
      .sort((one, other) => other.depth - one.depth);
    if (found === undefined) throw cause;
    const { file, key, depth } = found;
    const place = key === undefined ? undefined : pointer("components", "schemas", key);
    throw new SpecError(
      { file, pointer: place },
      `leads to a schema that leads to another, and so on, ${depth} times: too far to make types of`,
      "Write some of these schemas as one.",
      { cause },
    );
  }
}

/** The component that leads through the most others, not counting those that lead back. */
function furthest(document: JsonObject): { key?: string; depth: number } {
  const depths = new Map<string, number>();
  let found: { key?: string; depth: number } = { depth: 0 };
  for (const key of Object.keys(componentsOf(document, "schemas"))) {
    const depth = depthOf(document, key, depths);
    if (depth > found.depth) found = { key, depth };
  }
  return found;
}

/** Without recursion: it is the stack that was too short. */
function depthOf(document: JsonObject, start: string, depths: Map<string, number>): number {
  const pending = [{ key: start, isDone: false }];
  const open = new Set<string>();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { key, isDone } = next;
    if (depths.has(key) || (open.has(key) && !isDone)) continue;
    const targets = targetsOf(document, key);
    if (isDone) {
      depths.set(key, 1 + Math.max(-1, ...targets.map((target) => depths.get(target) ?? -1)));
      continue;
    }
    open.add(key);
    pending.push(
      { key, isDone: true },
      ...targets.map((target) => ({ key: target, isDone: false })),
    );
  }
  return depths.get(start) ?? 0;
}

/** The components that one refers to. */
function targetsOf(document: JsonObject, key: string): string[] {
  const schema = componentsOf(document, "schemas")[key];
  const nodes = isObject(schema) ? [schema] : [];
  // What is added is gone through as well.
  for (const node of nodes) nodes.push(...childSchemas(node));
  return nodes.flatMap(({ $ref }) => {
    const [root, kind, target] = typeof $ref === "string" ? keysOf($ref) : [];
    return root === "components" && kind === "schemas" && target !== undefined ? [target] : [];
  });
}
