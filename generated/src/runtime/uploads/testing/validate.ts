// Hand-written. Copied from generator/runtime/uploads/testing/validate.ts; edit it there.
import { Refusal, type RefusalCode } from "./errors.ts";

/** The JSON body of createUpload. */
export interface CreateUploadBody {
  readonly filename: string;
  readonly purpose: string;
  /** Size of the whole file. */
  readonly bytes: number;
  readonly mime_type: string;
  readonly expires_after?: { readonly anchor: string; readonly seconds: number } | undefined;
}

/** The JSON body of completeUpload. */
export interface CompleteUploadBody {
  readonly part_ids: readonly string[];
  readonly md5?: string | undefined;
}

/** Bytes of the largest Upload, and of all its Parts together: the documented 8 GB, read as GiB. */
export const maxUploadBytes = 8 * 2 ** 30;
/** What OpenAI's own libraries know, and what the API names when it refuses another. */
const purposes = ["assistants", "batch", "fine-tune", "vision", "user_data", "evals"];
const mediaType = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+\/[!#$%&'*+.^_`|~0-9A-Za-z-]+[ \t]*(;|$)/;
/** The images that the API documents as input (https://platform.openai.com/docs/guides/images-vision). */
const imageType = /^image\/(png|jpeg|gif|webp)\b/i;

/** @throws Refusal (status 400) naming the first property that is missing, unknown or wrong. */
export function validateCreateUpload(body: unknown): CreateUploadBody {
  const read = readProperties(body, "", {
    required: ["filename", "purpose", "bytes", "mime_type"],
    optional: ["expires_after"],
  });
  const { expires_after } = read;
  const purpose = readOneOf(read["purpose"], "purpose", purposes);
  return {
    filename: readString(read["filename"], "filename"),
    purpose,
    bytes: readInteger(read["bytes"], "bytes", [1, maxUploadBytes]),
    mime_type: readMediaType(read["mime_type"], purpose),
    expires_after: expires_after === undefined ? undefined : readExpiresAfter(expires_after),
  };
}

/** @throws Refusal (status 400) naming the first property that is missing, unknown or wrong. */
export function validateCompleteUpload(body: unknown): CompleteUploadBody {
  const { part_ids, md5 } = readProperties(body, "", { required: ["part_ids"], optional: ["md5"] });
  if (!Array.isArray(part_ids)) throw wrongType("part_ids", part_ids, "an array of strings");
  if (part_ids.length === 0) throw wrongValue("part_ids", part_ids, "name at least one Part");
  const ids = part_ids.map((id, index) => readString(id, `part_ids[${index}]`));
  const second = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (second !== -1) throw wrongValue(`part_ids[${second}]`, ids[second], "name each Part once");
  return { part_ids: ids, md5: md5 === undefined ? undefined : readMd5(md5) };
}

/** A property's value breaks a rule. The remedy is the second half of the message. */
export function wrongValue(param: string, value: unknown, remedy: string): Refusal {
  return refuse(param, "invalid_value", `is ${excerpt(value)}: ${remedy}`);
}

/** The API documents that the type has to suit the purpose, and for `vision` also which ones do. */
function readMediaType(value: unknown, purpose: string): string {
  const type = readString(value, "mime_type");
  if (!mediaType.test(type)) throw wrongValue("mime_type", type, "send a media type, type/subtype");
  if (purpose !== "vision" || imageType.test(type)) return type;
  const remedy = "for vision, send image/png, image/jpeg, image/gif or image/webp";
  throw wrongValue("mime_type", type, remedy);
}

function readExpiresAfter(value: unknown): CreateUploadBody["expires_after"] {
  const read = readProperties(value, "expires_after", {
    required: ["anchor", "seconds"],
    optional: [],
  });
  return {
    anchor: readOneOf(read["anchor"], "expires_after.anchor", ["created_at"]),
    seconds: readInteger(read["seconds"], "expires_after.seconds", [3600, 2_592_000]),
  };
}

function readMd5(value: unknown): string {
  const md5 = readString(value, "md5");
  if (!/^[0-9a-f]{32}$/i.test(md5)) throw wrongValue("md5", md5, "send 32 hexadecimal digits");
  return md5;
}

interface Names {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

function readProperties(value: unknown, path: string, names: Names): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw wrongType(path, value, "an object");
  }
  const at = (name: string) => (path === "" ? name : `${path}.${name}`);
  const known = [...names.required, ...names.optional];
  for (const name of Object.keys(value)) {
    if (known.includes(name)) continue;
    throw refuse(at(name), "unknown_parameter", `is unknown: use ${known.join(", ")}`);
  }
  for (const name of names.required) {
    if (Object.hasOwn(value, name)) continue;
    throw refuse(at(name), "missing_required_parameter", "is missing: it is required");
  }
  return { ...value };
}

function readString(value: unknown, param: string): string {
  if (typeof value !== "string") throw wrongType(param, value, "a string");
  return value;
}

function readOneOf(value: unknown, param: string, allowed: readonly string[]): string {
  const text = readString(value, param);
  if (!allowed.includes(text)) throw wrongValue(param, text, `use ${allowed.join(", ")}`);
  return text;
}

type Range = readonly [min: number, max: number];

function readInteger(value: unknown, param: string, [min, max]: Range): number {
  if (typeof value !== "number" || !Number.isInteger(value)) {
    throw wrongType(param, value, "an integer");
  }
  if (value < min || value > max) throw wrongValue(param, value, `use ${min} to ${max}`);
  return value;
}

function wrongType(param: string, value: unknown, wanted: string): Refusal {
  return refuse(param, "invalid_type", `is ${excerpt(value)}: send ${wanted}`);
}

function excerpt(value: unknown): string {
  return JSON.stringify(value).slice(0, 100);
}

function refuse(path: string, code: RefusalCode, problem: string): Refusal {
  const param = path === "" ? undefined : path;
  return new Refusal(400, `${param ?? "The body"} ${problem}.`, { param, code });
}
