import type { ApiError } from "../errors.ts";

/** The state of an Upload that a server reports. "gone": there is no such Upload. */
export type State = "expired" | "cancelled" | "completed" | "gone";

/** Codes that servers use. The API documents none. */
const codes = /^upload_(?:is_|was_|already_)?(expired|cancell?ed|completed|not_found)$/i;

/**
 * A sentence whose subject is the Upload, up to its state. Not one with a condition before it, one about something that
 * belongs to the Upload, such as a key, or one that names several states.
 */
const sentence =
  /(?:\bstat(?:e|us) of (?:(?:an?|the|this|your) )?|(\b(?:after|before|if|once|unless|until|when|whether) (?:an?|the|this|your) |\b(?:by|for|from|in|of|to|with) (?:(?:an?|the|this|your) )?(?=upload (?:has|had|is|was)\b)))?\bupload(?: (?:session|id|that|which|has|had|is|was|been|already|now|(?:in |with )?stat(?:e|us))\b)*:? (expired|cancell?ed|completed|already complete)\b(?! *(?:, *|,? or |\/)(?:or )?(?:expired|cancell?ed|completed))(?= *(?:$|[,;:!?)]|\.(?: |$)|(?:and|at|because|by|on|since|so)\b))/i;

/** The state that an error reports, by its code or else its message. Undefined if that is not certain. */
export function stateOf(error: ApiError, uploadId: string, filename: string): State | undefined {
  const { code, message } = fieldsOf(error);
  const [, coded] = codes.exec(String(code)) ?? [];
  const [, condition, said] = sentence.exec(plain(String(message), uploadId, filename)) ?? [];
  const word = coded ?? (condition ? undefined : said);
  if (!word) return undefined;
  if (/^exp/i.test(word)) return "expired";
  if (/^canc/i.test(word)) return "cancelled";
  return /^not/i.test(word) ? "gone" : "completed";
}

/**
 * Whether an error says that the server doesn't accept an md5, or that it computed a different one. Undefined if neither
 * is certain.
 */
export function md5Problem(
  error: ApiError,
  md5: string,
  filename: string,
): "refused" | "another" | undefined {
  const text = without(JSON.stringify(fieldsOf(error)), filename);
  if (!/md5|checksum/i.test(text)) return undefined;
  const isRefused =
    /un(?:supported|known|recogni|expected|available)|disabled|no such|cannot be used|invalid (?:parameter|field|argument|key|property)|not?t? (?:be )?(?:support|permit|allow|accept|implement|recogni|expect|available|enabled)|forbidden|additional|format|pattern/i.test(
      text,
    );
  const digests = text.match(/\b[0-9a-f]{32}\b/gi) ?? [];
  const isAnother =
    /mismatch|(?:not|n't) (?:match|equal|agree)|differ|incorrect|wrong|corrupt/i.test(text) ||
    (!isRefused && /verif/i.test(text)) ||
    digests.some((digest) => digest.toLowerCase() !== md5);
  if (isRefused === isAnother) return undefined;
  return isRefused ? "refused" : "another";
}

interface ErrorFields {
  readonly code?: unknown;
  readonly message?: unknown;
}

/** The fields of the API's error object. Some servers wrap it in `detail`, or send only the message. */
function fieldsOf({ body }: ApiError): ErrorFields {
  let at: unknown = body;
  for (;;) {
    const { error, detail } = Object(at) as { error?: unknown; detail?: unknown };
    const inner = error ?? detail;
    if (inner === undefined || inner === null) break;
    at = inner;
  }
  return typeof at === "string" ? { message: at } : (Object(at) as ErrorFields);
}

/** A message without what it quotes or echoes, such as names of files. */
function plain(words: string, uploadId: string, filename: string): string {
  return without(words, filename)
    .replaceAll(uploadId, "upload")
    .replace(/(^|\W)(["'`])(.*?)\2/g, (_, before: string, _quote, quoted: string) => {
      return before + (/^(upload|expired|cancell?ed|completed)$/i.test(quoted) ? quoted : "…");
    })
    .replace(/\s+/g, " ")
    .replace(/\b(?:upload )+upload\b/gi, "upload");
}

/** Only removes names that contain words such as "expired" or "md5": removing short names would tear words apart. */
function without(words: string, filename: string): string {
  return /expired|cancel|complete|md5|checksum/i.test(filename)
    ? words.replaceAll(filename, "…")
    : words;
}
