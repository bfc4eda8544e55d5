import { pointer } from "../json.ts";
import { listed, say, type Phrase } from "./phrase.ts";
import type { Entry } from "./report.ts";
import { objectAt, type Side } from "./side.ts";

/** Classes and types that the package exports under a name no more, or newly. */
export function exportChanges(base: Side, head: Side): Entry[] {
  return [...classChanges(base, head), ...modelChanges(base, head)];
}

function classChanges(base: Side, head: Side): Entry[] {
  const [olds, news] = [base, head].map(
    ({ api }) => new Set(api.services.map(({ className }) => className)),
  );
  const gone = [...(olds ?? [])].filter((name) => !news?.has(name));
  const added = [...(news ?? [])].filter((name) => !olds?.has(name));
  const place = { audience: "caller", operations: [], pointer: "#/tags" } as const;
  return [
    ...gone.map((name): Entry => {
      const action =
        added.length > 0
          ? say`Use ${listed(added)}, as far as its methods are there.`
          : say`Stop using it.`;
      return { ...place, verdict: "major", gone: true, what: say`Class ${name} is gone`, action };
    }),
    ...added.map((name): Entry => {
      const what = say`Class ${name} is new`;
      return { ...place, verdict: "minor", what, action: say`Nothing to do.` };
    }),
  ];
}

/** A schema that only changed its name is still there. */
function importInstead(base: Side, head: Side, key: string): Phrase {
  const schema = JSON.stringify(objectAt(base.document, pointer("components", "schemas", key)));
  const twin = head.api.models.find(
    (model) =>
      JSON.stringify(objectAt(head.document, pointer("components", "schemas", model.key))) ===
      schema,
  );
  return twin === undefined
    ? say`Stop importing it.`
    : say`Import ${twin.name}, which is the same.`;
}

function modelChanges(base: Side, head: Side): Entry[] {
  const [olds, news] = [base, head].map(
    ({ api }) => new Map(api.models.map(({ name, key }) => [name, key])),
  );
  const gone = [...(olds ?? [])].filter(([name]) => !news?.has(name));
  const added = [...(news ?? [])].filter(([name]) => !olds?.has(name));
  return [
    ...gone.map(([name, key]): Entry => ({
      verdict: "major",
      audience: "caller",
      operations: [],
      pointer: pointer("components", "schemas", key),
      gone: true,
      what: say`Type ${name} is no longer exported`,
      action: importInstead(base, head, key),
    })),
    ...added.map(([name, key]): Entry => ({
      verdict: "minor",
      audience: "caller",
      operations: [],
      pointer: pointer("components", "schemas", key),
      what: say`Type ${name} is new`,
      action: say`Nothing to do.`,
    })),
  ];
}
