// Hand-written. Copied from generator/runtime/uploads/invalid-source.ts; edit it there.
import { kindOf, invalid } from "../body.ts";

const onNode = "uploadFile of openai-uploads/node";
const fetched = "await (await fetch(it)).blob()";

/** For objects from other APIs, recognised by their properties: the expression to upload instead. */
const remedies: readonly (readonly [properties: string, remedy: string])[] = [
  ["then", "await it"],
  ["getFile", "await it.getFile()"],
  ["getAsFile", "it.getAsFile()"],
  ["fullPath file", "await new Promise((resolve, reject) => it.file(resolve, reject))"],
  // File inputs, and drag and drop.
  ["files", "it.files[0]"],
  // Form parsers: multer, formidable, express-fileupload, @fastify/multipart.
  ["buffer originalname", "it.buffer, with { filename: it.originalname }"],
  ["path originalname", `it.path to ${onNode}, with { filename: it.originalname }`],
  ["filepath originalFilename", `it.filepath to ${onNode}, with { filename: it.originalFilename }`],
  [
    "tempFilePath data",
    `it.data, with { filename: it.name }; with useTempFiles, it.tempFilePath to ${onNode}`,
  ],
  ["toBuffer filename", "await it.toBuffer(), with { filename: it.filename }"],
  ["data filename", "it.data, with { filename: it.filename }"],
  ["data name", "it.data, with { filename: it.name }"],
  ["body blob", "await it.blob(), or streamSource(it.body, { size })"],
  ["Body ContentLength", "streamSource(it.Body, { size: it.ContentLength })"],
  // A Node stream from before async iteration.
  ["pipe", "streamSource(new Readable().wrap(it), { size })"],
  ["readable", "streamSource(it.readable, { size })"],
  ["fd createReadStream", "await openFile(path) of openai-uploads/node"],
  ["uri", "await (await fetch(it.uri)).blob()"],
  ["parentPath name", `join(it.parentPath, it.name) to ${onNode}`],
  ["path", `it.path to ${onNode}`],
  ["arrayBuffer", "await it.arrayBuffer()"],
];

/** A TypeError for a value that can't be uploaded, with what to pass instead. Doesn't show its content, which may be secret. */
export function invalidSource(input: unknown): TypeError {
  const expression = input == null ? "" : expressionFor(input);
  const remedy =
    input == null ? "; check that a file was picked" : expression && `; pass ${expression}`;
  return invalid("source", nameOf(input) + remedy, "a File, a Blob or bytes");
}

function expressionFor(input: unknown): string {
  const kind = kindOf(input);
  // Only `in`, because reading a property may lock a file.
  const object = Object(input) as object;
  if (kind === "String") return remedyForText(kind, input as string);
  if (kind === "URL") return remedyForText(kind, (input as { href: string }).href);
  if (Symbol.asyncIterator in object || "getReader" in object) return "streamSource(it, { size })";
  if (Array.isArray(input) && typeof input[0] === "number") return "Uint8Array.from(it)";
  if (Array.isArray(input) || kind === "FileList")
    return "one of its files per call, such as it[0]";
  if (kind === "FormData") return "it.get(name)";
  // A file in an object store.
  if ("slice" in object && "stream" in object)
    return "streamSource(it.stream(), { size: (await it.stat()).size })";
  const found = remedies.find(([names]) => names.split(" ").every((name) => name in object));
  return found?.[1] ?? "";
}

function remedyForText(kind: string, text: string): string {
  if (/^(https?|data|blob):/i.test(text)) return fetched;
  if (kind === "URL") return `it to ${onNode}`;
  if (/^file:/i.test(text)) return `new URL(it) to ${onNode}`;
  return `new Blob([it]) for text, or a path to ${onNode}`;
}

/** The kind of a value, or its class if that says more. */
function nameOf(value: unknown): string {
  const kind = kindOf(value);
  if (kind !== "Object") return kind;
  const { name } = Object((value as object).constructor) as { name?: unknown };
  return typeof name === "string" && name ? name : kind;
}
