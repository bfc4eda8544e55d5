import { isObject, type JsonObject } from "../json.ts";
import { applyOverlay, type Applied } from "../load/apply-overlay.ts";
import { checkDocument } from "../load/limits.ts";
import type { Action } from "../load/overlay.ts";
import { sayIn31 } from "./canonical.ts";
import { cutTag } from "./cut-tag.ts";
import { findInvalidExamples, type InvalidExample } from "./examples.ts";
import { findLostWords, findUndescribed, type Undescribed } from "./missing-words.ts";
import { findRenamed, operationsIn, type RenamedOperation } from "./operations.ts";
import { withOwnWords } from "./own-words.ts";
import { printYaml } from "./yaml.ts";

export interface PullInput {
  /** The whole upstream document, as `readSource` returns it. */
  readonly document: JsonObject;
  /** Names the document in errors. */
  readonly source: string;
  readonly tag: string;
  readonly overlay: readonly Action[];
  /** The document whose words are kept; an empty one where there is none yet. */
  readonly ours: JsonObject;
  /** Comment lines that open the file. */
  readonly heading: string;
}

/** What a document holds. */
export interface Inventory {
  readonly operations: readonly string[];
  readonly schemas: readonly string[];
  readonly webhooks: readonly string[];
}

export interface Pulled {
  /** The file to write: YAML that ends with a line feed. */
  readonly text: string;
  readonly upstream: Inventory;
  readonly cut: Inventory;
  readonly kept: Inventory;
  readonly applied: readonly Applied[];
  /** Fields of upstream's that were left behind, and how often each. */
  readonly dropped: ReadonlyMap<string, number>;
  readonly renamed: readonly RenamedOperation[];
  readonly invalidExamples: readonly InvalidExample[];
  readonly undescribed: readonly Undescribed[];
  /** Where in our document words stand that have no place any more. */
  readonly lostWords: readonly (readonly string[])[];
}

/**
 * Cuts one tag out of an upstream document, repairs it and says it in our words. Reads and writes nothing.
 *
 * @throws {InputError} No operation has the tag, an action does not fit, or the result refers to what is not there.
 */
export async function pull({
  document,
  source,
  tag,
  overlay,
  ours,
  heading,
}: PullInput): Promise<Pulled> {
  const facts = cutTag(document, tag, source);
  const cut = inventory(facts);
  sayIn31(facts);
  const applied = applyOverlay(facts, overlay);
  const { document: result, dropped } = withOwnWords(facts, ours);
  checkDocument(result, `${source}, cut and repaired,`);
  const undescribed = findUndescribed(result);
  return {
    text: printYaml(result, heading, undescribed),
    upstream: inventory(document),
    cut,
    kept: inventory(result),
    applied,
    dropped,
    renamed: findRenamed(ours, facts),
    invalidExamples: await findInvalidExamples(result),
    undescribed,
    lostWords: findLostWords(ours, result),
  };
}

function inventory(document: JsonObject): Inventory {
  const { components, webhooks } = document;
  return {
    operations: operationsIn(document).map(({ id, request }) => id ?? request),
    schemas: isObject(components) ? keysOf(components.schemas) : [],
    webhooks: keysOf(webhooks),
  };
}

function keysOf(value: unknown): string[] {
  return isObject(value) ? Object.keys(value) : [];
}
