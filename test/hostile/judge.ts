import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generate } from "../../generator/generate.ts";
import type { GeneratedFile } from "../../generator/files/generated-file.ts";
import { inTemporaryFolder } from "../../generator/files/temporary-folder.ts";
import { loadSpec } from "../../generator/load/document.ts";
import { loadRuntime } from "../../generator/load/runtime.ts";
import { SpecError } from "../../generator/errors.ts";
import { documentWith, type Position } from "./positions.ts";
import { blockTree, liveComments, pageShape, sourceShape } from "./shape.ts";

/** What became of a document: its files, or the error that refused it. */
type Outcome = readonly GeneratedFile[] | SpecError;
type Texts = ReadonlyMap<Position, string>;

const harmless = new Map<string, Outcome>();

const runtime = await loadRuntime();

/** Generates from the document as a file, without the runtime's copies, which no document changes. */
export async function outcomeOf(texts: Texts): Promise<Outcome> {
  return inTemporaryFolder(async (folder) => {
    const file = join(folder, "document.json");
    await writeFile(file, JSON.stringify(documentWith(texts)));
    try {
      const files = await generate({ document: await loadSpec(file), file, runtime });
      return files.filter(({ path }) => !path.startsWith("src/runtime/"));
    } catch (error) {
      if (error instanceof SpecError) return error;
      throw error;
    }
  });
}

/**
 * Everything by which the output for some texts differs in more than text from that for harmless words in the same
 * places: empty when all is well. Where one of several texts is refused, each half is looked at by itself.
 */
export async function escapesOf(texts: Texts): Promise<string[]> {
  const outcome = await outcomeOf(texts);
  if (!(outcome instanceof SpecError)) return compare(texts, outcome);
  // Several mistakes are told at once, a line with its place for each.
  if (outcome.pointer === undefined && !/^#\//m.test(outcome.message))
    return [`refused without a place: ${outcome.message}`];
  if (texts.size === 1) return [];
  const found: string[] = [];
  for (const half of halvesOf(texts)) found.push(...(await escapesOf(half)));
  return found;
}

/** The outputs for all texts together or, where one of them is refused, for each half by itself. */
export async function outputsOf(texts: Texts): Promise<(readonly GeneratedFile[])[]> {
  const outcome = await outcomeOf(texts);
  if (!(outcome instanceof SpecError)) return [outcome];
  const found: (readonly GeneratedFile[])[] = [];
  for (const half of texts.size > 1 ? halvesOf(texts) : []) found.push(...(await outputsOf(half)));
  return found;
}

function halvesOf(texts: Texts): Texts[] {
  const entries = [...texts];
  const middle = Math.ceil(entries.length / 2);
  return [new Map(entries.slice(0, middle)), new Map(entries.slice(middle))];
}

/**
 * A harmless word. That for a media type is one, too, if the text is: such a type is known to openapi-fetch. That for a
 * server is none to call, either, if the text is not.
 */
function wordFor([position, text]: [Position, string], index: number): [Position, string] {
  const { name } = position;
  const isType = name === "media type" && text.includes("/");
  const isTemplate = name === "server URL" && /[{}?#]/.test(text);
  return [position, `marker${index}a${isType ? "/a" : ""}${isTemplate ? "{a}" : ""}`];
}

async function compare(texts: Texts, files: readonly GeneratedFile[]): Promise<string[]> {
  const names = [...texts.keys()].map(({ name }) => name).join();
  const words = new Map([...texts].map(wordFor));
  const key = [names, ...words.values()].join();
  const wanted = harmless.get(key) ?? (await outcomeOf(words));
  harmless.set(key, wanted);
  if (wanted instanceof SpecError) throw wanted;
  if (wanted.length !== files.length) return [`${names}: another number of files`];
  const [list] = files.filter(({ path }) => path.endsWith(".txt"));
  const others = files.filter((file) => file !== list);
  if (list === undefined || !isListOf(list.text, others))
    return [`${names}: another list of files`];
  return others.flatMap((file, index) =>
    differences(names, file, wanted[index] ?? file).map(
      (found) => `${names}: ${file.path}: ${found}`,
    ),
  );
}

function differences(names: string, file: GeneratedFile, wanted: GeneratedFile): string[] {
  const found: string[] = [];
  if (file.path !== wanted.path && !mayNameFiles(names, file.path)) found.push("another path");
  if (/\.[jt]s$/.test(file.path)) {
    if (sourceShape(file) !== sourceShape(wanted)) found.push("another tree");
    const allowed = liveComments(wanted);
    for (const live of liveComments(file)) {
      const index = allowed.indexOf(live);
      if (index < 0) found.push(live);
      else allowed.splice(index, 1);
    }
  } else if (file.path.endsWith(".md")) {
    found.push(...pageDifferences(names, file.text, wanted.text));
  } else if (keysOf(file.text) !== keysOf(wanted.text)) found.push("other keys");
  return found;
}

function isListOf(text: string, files: readonly GeneratedFile[]): boolean {
  const [, , ...listed] = text.split("\n");
  const paths = listed.filter((path) => !path.startsWith("src/runtime/"));
  return paths.join("\n") === [...files.map(({ path }) => path).sort(), ""].join("\n");
}

/** A class is named by its tag and a model by its schema, so their files are too: by plain words, in their folder. */
function mayNameFiles(names: string, path: string): boolean {
  return (
    /\b(?:tag|schema name)\b/.test(names) &&
    /^(?:src|docs)\/[\p{ID_Continue}$-]+\.(?:ts|md)$/u.test(path)
  );
}

function pageDifferences(names: string, text: string, wanted: string): string[] {
  const found: string[] = [];
  const [shape, wantedShape] = [pageShape(text), pageShape(wanted)];
  for (const key of Object.keys(wantedShape) as (keyof typeof shape)[])
    if (JSON.stringify(shape[key]) !== JSON.stringify(wantedShape[key]))
      found.push(`${key}: ${JSON.stringify(shape[key])}`);
  // Descriptions are Markdown: they may have paragraphs, lists and code of their own.
  if (!/description|summary/.test(names) && blockTree(text) !== blockTree(wanted))
    found.push("other blocks");
  return found;
}

/** A JSON file's keys: no document has a say in them. */
function keysOf(text: string): string {
  const keys: string[] = [];
  JSON.parse(text, (key, value: unknown) => {
    keys.push(key);
    return value;
  });
  return keys.join();
}
