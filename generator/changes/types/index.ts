import { emitSchema } from "../../emit/schema.ts";
import { pointer } from "../../json.ts";
import { prune } from "../affected.ts";
import { isAffected, type Comparison } from "../comparison.ts";
import type { Entry } from "../report.ts";
import type { MethodPair } from "../side.ts";
import { compareShapes, type Walk } from "./compare.ts";
import { allDifferences, type Difference, type Findings } from "./difference.ts";
import { entryOf, type Policy } from "./entry.ts";
import { loosePart, looseTypesOf, type LooseType } from "./loose-types.ts";
import { partsOf, type Part } from "./parts.ts";
import { probeSource } from "./probe.ts";
import { checkTypes, type ClientTypes, type SideName } from "./program.ts";
import { shapeOf } from "./shape.ts";

/**
 * Everything that the compiler can say: the types of both clients are generated and compared, arguments as callers see
 * them, results and what belongs to no method as readers do.
 */
export async function typeChanges(
  comparison: Comparison,
  pairs: readonly MethodPair[],
  policy: Policy,
): Promise<Entry[]> {
  const affected = pairs.filter((pair) => isAffected(comparison.affected, pair));
  const methods = new Map(affected.map((pair, index) => [`method${index}`, pair]));
  const loose = looseTypesOf(comparison, pairs);
  if (methods.size === 0 && loose.length === 0) return [];
  const types = await emitTypes(comparison, methods, loose);
  const walk: Walk = {
    checker: types.checker,
    known: new Map(),
    isChanged: (key) => comparison.affected.changed.has(pointer("components", "schemas", key)),
  };
  const entriesOf = (part: Part, operations: Entry["operations"]) =>
    differencesOf(walk, part).map((difference) =>
      entryOf(comparison, { direction: part.direction, operations, difference }, policy),
    );
  return [
    ...[...methods].flatMap(([name, pair]) =>
      partsOf(types, comparison, { name, pair }).flatMap((part) =>
        entriesOf(part, [pair.head.name]),
      ),
    ),
    ...loose.flatMap((type) => loosePart(types, type).flatMap((part) => entriesOf(part, []))),
  ];
}

/** Both clients' types, as far as they may differ, under one checker. */
async function emitTypes(
  comparison: Comparison,
  pairs: ReadonlyMap<string, MethodPair>,
  loose: readonly LooseType[],
): Promise<ClientTypes> {
  const sources: Record<string, string> = {};
  for (const name of ["base", "head"] satisfies SideName[]) {
    const side = comparison[name];
    const { text } = await emitSchema(prune(side.document, comparison.affected.needed));
    const methods = new Map([...pairs].map(([key, pair]) => [key, pair[name]]));
    const loosely = new Map(loose.map(({ key, type }) => [key, type[name]]));
    sources[`/${name}/schema.ts`] = text;
    sources[`/${name}/probe.ts`] = probeSource(side, methods, loosely);
  }
  return checkTypes(sources);
}

function differencesOf(walk: Walk, { direction, base, head, place }: Part): Difference[] {
  const { checker } = walk;
  const findings: Findings = { differences: [], inner: new Set() };
  const shapes = { base: shapeOf(checker, base), head: shapeOf(checker, head) };
  compareShapes(walk, shapes, { place, findings });
  const found = allDifferences(findings);
  const [given, wanted] = direction === "request" ? [base, head] : [head, base];
  if (found.length > 0 || checker.isTypeAssignableTo(given, wanted)) return found;
  return [{ kind: "unexplained", place, names: [], before: undefined, after: undefined }];
}
