import { pointer } from "../json.ts";
import { line } from "../text.ts";
import type { Applied } from "../load/apply-overlay.ts";
import type { Action } from "../load/overlay.ts";
import { keepingActions } from "./operations.ts";
import type { Pulled } from "./pull.ts";

/** What is left for the maintainer to do, and what a pull kept, repaired and dropped, as lines for a terminal. */
export function reportOf(pulled: Pulled, overlayFile: string): string {
  return [...leftToDo(pulled, overlayFile), ...done(pulled)].join("");
}

function leftToDo(
  { renamed, invalidExamples, undescribed, lostWords }: Pulled,
  overlayFile: string,
): string[] {
  return [
    section(
      `Renamed upstream (to keep a name, put its action first in ${overlayFile}, and pull again)`,
      keepingActions(renamed),
    ),
    section(
      "Examples of ours that no longer fit (correct them in the file)",
      invalidExamples.map(({ pointer, problem }) => `${pointer}: ${problem}`),
    ),
    section(
      "No words of ours yet (marked in the file: write them there)",
      undescribed.map(({ path, fields }) => `${pointer(...path)}: ${fields.join(", ")}`),
    ),
    section(
      "Words of ours that have no place any more",
      lostWords.map((path) => pointer(...path)),
    ),
  ];
}

function done(pulled: Pulled): string[] {
  const { kept, applied } = pulled;
  const used = applied.filter(({ places }) => places > 0);
  return [
    section("Kept", [names("operation", kept.operations), names("schema", kept.schemas)]),
    section("Repaired", used.filter(({ action }) => !action.remove).map(change)),
    section("Dropped", [
      outsideTheTag(pulled),
      ...used.filter(({ action }) => action.remove).map(change),
      `words, and fields unknown to OpenAPI: ${fieldCounts(pulled) || "none"}`,
    ]),
  ];
}

/** One text for each action that found nothing to change. */
export function warningsOf({ applied }: Pulled, overlayFile: string): string[] {
  return applied.flatMap(({ action, places }, at) => {
    if (places > 0) return [];
    const where = `${overlayFile}: action ${at + 1} of ${applied.length}`;
    return [
      `warning: ${where} matches nothing: ${reasonOf(action)}\n  ${line(action.target)}\n` +
        "  If upstream has fixed it, delete the action; if it has moved, correct the target.\n",
    ];
  });
}

function section(title: string, entries: readonly string[]): string {
  const indented = entries.map((entry) => {
    const [, indentation = "", text = ""] = /^( *)(.*)$/s.exec(entry) ?? [];
    return `  ${indentation}${line(text, 100_000)}`;
  });
  return entries.length === 0 ? "" : [title, ...indented, ""].join("\n");
}

function names(noun: string, all: readonly string[]): string {
  return `${counted(all.length, noun)}: ${all.join(", ")}`;
}

function change({ action, places }: Applied): string {
  return `${counted(places, "place")}: ${reasonOf(action)}`;
}

function reasonOf({ description, target }: Action): string {
  return line(description?.trim() ?? target);
}

function outsideTheTag({ upstream, cut }: Pulled): string {
  const parts = [
    counted(upstream.operations.length - cut.operations.length, "operation"),
    counted(upstream.schemas.length - cut.schemas.length, "schema"),
    counted(upstream.webhooks.length - cut.webhooks.length, "webhook"),
  ];
  return `outside the tag: ${parts.join(", ")}`;
}

function fieldCounts({ dropped }: Pulled): string {
  const byCount = [...dropped].sort(([, left], [, right]) => right - left);
  return byCount.map(([field, times]) => `${field} ×${times}`).join(", ");
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
