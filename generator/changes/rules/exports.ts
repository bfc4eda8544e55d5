import { pointer } from "../../json.ts";
import { objectAt } from "../locate.ts";
import { pairBy, type Pair } from "../pair-by.ts";
import type { Entry } from "../report.ts";
import { listed, say, type Phrase } from "../sentence.ts";
import type { Side } from "../side.ts";

/** Classes and types that the package exports under a name no more, or newly. */
export function exportChanges(sides: Pair<Side>): Entry[] {
  return [...classChanges(sides), ...modelChanges(sides)];
}

const common = { audience: "caller", operations: [] } as const;

function classChanges({ base, head }: Pair<Side>): Entry[] {
  const [olds, news] = [base.api.services, head.api.services];
  const { gone, added } = pairBy(olds, news, ({ className }) => className);
  const names = added.map(({ className }) => className);
  const others = say`Use ${listed(names)}, as far as its methods are there.`;
  const action = names.length > 0 ? others : say`Stop using it.`;
  const pointer = "#/tags";
  return [
    ...gone.map(({ className }): Entry => {
      const what = say`Class ${className} is gone`;
      return { ...common, verdict: "major", pointer, gone: true, what, action };
    }),
    ...names.map((name): Entry => {
      return { ...common, verdict: "minor", pointer, what: say`Class ${name} is new` };
    }),
  ];
}

function modelChanges(sides: Pair<Side>): Entry[] {
  const { base, head } = sides;
  const { gone, added } = pairBy(base.api.models, head.api.models, ({ name }) => name);
  return [
    ...gone.map(({ name, key }): Entry => {
      const what = say`Type ${name} is no longer exported`;
      const action = importInstead(sides, key);
      return { ...common, verdict: "major", pointer: schemaOf(key), gone: true, what, action };
    }),
    ...added.map(({ name, key }): Entry => {
      const what = say`Type ${name} is new`;
      return { ...common, verdict: "minor", pointer: schemaOf(key), what };
    }),
  ];
}

/** A schema that only changed its name is still there. */
function importInstead({ base, head }: Pair<Side>, key: string): Phrase {
  const textOf = ({ document }: Side, key: string) =>
    JSON.stringify(objectAt(document, schemaOf(key)));
  const schema = textOf(base, key);
  const twin = head.api.models.find((model) => textOf(head, model.key) === schema);
  return twin === undefined
    ? say`Stop importing it.`
    : say`Import ${twin.name}, which is the same.`;
}

function schemaOf(key: string): string {
  return pointer("components", "schemas", key);
}
