import { isObject, keysOf, objectsIn, pointer, resolvePointer } from "../../json.ts";
import { walkDocument } from "../../walk-document.ts";
import { labelOf } from "../label.ts";
import { parentOf } from "../locate.ts";
import type { Pair } from "../pair-by.ts";
import type { Entry } from "../report.ts";
import { say, type Phrase } from "../sentence.ts";
import type { Side } from "../side.ts";

/** Keywords for people: they show in comments and reference pages and change nothing else. */
const textKeys = ["title", "summary", "description", "example", "examples", "externalDocs"];

/** A text that has changed. */
interface TextChange {
  readonly at: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Documentation that was edited, told once for each operation, component or other part of the document. */
export function textChanges({ base, head }: Pair<Side>): Entry[] {
  const [old, now] = [textsOf(base), textsOf(head)];
  const groups = new Map<string, TextChange[]>();
  for (const at of new Set([...now.keys(), ...old.keys()])) {
    const [before, after] = [old.get(at), now.get(at)];
    if (JSON.stringify(before) === JSON.stringify(after)) continue;
    if (!isInBoth(at, base, head)) continue;
    const owner = ownerOf(at);
    groups.set(owner, [...(groups.get(owner) ?? []), { at, before, after }]);
  }
  return [...groups].map(([owner, changes]) => entryOf(head, owner, changes));
}

function textsOf({ document }: Side): Map<string, unknown> {
  const texts = new Map<string, unknown>();
  const add = (at: string, node: Record<string, unknown>) => {
    for (const key of textKeys) if (node[key] !== undefined) texts.set(`${at}/${key}`, node[key]);
  };
  const { info } = document;
  if (isObject(info)) add("#/info", info);
  objectsIn(document.tags).forEach((tag, index) => {
    add(`#/tags/${index}`, tag);
  });
  walkDocument(document, ({ node, path }) => {
    add(pointer(...path), node);
  });
  return texts;
}

/** What a new or removed part says is no edit. */
function isInBoth(at: string, ...sides: readonly Side[]): boolean {
  const node = parentOf(at);
  return sides.every(({ document }) => isObject(resolvePointer(document, node)));
}

function ownerOf(at: string): string {
  const isLong = at.startsWith("#/components/") || at.startsWith("#/paths/");
  const tokens = at.split("/");
  return tokens.slice(0, Math.min(isLong ? 4 : 2, tokens.length - 1)).join("/");
}

function entryOf(head: Side, owner: string, changes: readonly TextChange[]): Entry {
  const method = head.methods.find(({ pointer }) => pointer === owner);
  const [only, ...others] = changes;
  const single = others.length === 0 ? only : undefined;
  const node = single === undefined ? owner : parentOf(single.at);
  const subject = single === undefined ? `${changes.length} texts` : nameOf(single);
  const [before, after] = [single?.before, single?.after].map((text) =>
    typeof text === "string" ? text : undefined,
  );
  return {
    verdict: "patch",
    audience: "docs only",
    operations: method === undefined ? [] : [method.name],
    pointer: single?.at ?? owner,
    what: say`${[subject]} of ${labelFor(head, owner, node)} edited`,
    before,
    after,
    alsoAt: changes.map(({ at }) => at),
  };
}

/** `Description` */
function nameOf({ at }: TextChange): string {
  const key = keysOf(at).at(-1) ?? "";
  return key.charAt(0).toUpperCase() + key.slice(1);
}

function labelFor({ document, methods }: Side, owner: string, node: string): Phrase {
  if (node.startsWith(`${owner}/parameters/`)) return labelOf(document, node);
  const method = methods.find(({ pointer }) => pointer === owner);
  if (method !== undefined) return say`${method.name.method}`;
  return node.startsWith("#/components/")
    ? labelOf(document, node)
    : [node.slice(2).split("/")[0] ?? ""];
}
