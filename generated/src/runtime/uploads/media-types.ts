// Hand-written. Copied from generator/runtime/uploads/media-types.ts; edit it there.
import type { PartSource } from "./source.ts";

/**
 * Media types by extension. Those of the first group are what the API documents for file search
 * (https://developers.openai.com/api/docs/assistants/tools/file-search, "Supported files"; of two for .py the first),
 * and mime-db differs on nine of them. No registry has JSONL: the API's reference creates an Upload of it so
 * (https://platform.openai.com/docs/api-reference/uploads/create). The others, which the guides on vision, code
 * interpreter, file inputs and transcription name, and a few more are typed as mime-db 1.54 has them.
 */
const types = new Map(
  Object.entries({
    c: "text/x-c",
    cpp: "text/x-c++",
    cs: "text/x-csharp",
    css: "text/css",
    doc: "application/msword",
    docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    go: "text/x-golang",
    html: "text/html",
    java: "text/x-java",
    js: "text/javascript",
    json: "application/json",
    md: "text/markdown",
    pdf: "application/pdf",
    php: "text/x-php",
    pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    py: "text/x-python",
    rb: "text/x-ruby",
    sh: "application/x-sh",
    tex: "text/x-tex",
    ts: "application/typescript",
    txt: "text/plain",

    jsonl: "text/jsonl",

    bmp: "image/bmp",
    gif: "image/gif",
    heic: "image/heic",
    jpeg: "image/jpeg",
    jpg: "image/jpeg",
    png: "image/png",
    svg: "image/svg+xml",
    tif: "image/tiff",
    tiff: "image/tiff",
    webp: "image/webp",

    csv: "text/csv",
    eml: "message/rfc822",
    epub: "application/epub+zip",
    gz: "application/gzip",
    htm: "text/html",
    ics: "text/calendar",
    log: "text/plain",
    markdown: "text/markdown",
    odp: "application/vnd.oasis.opendocument.presentation",
    ods: "application/vnd.oasis.opendocument.spreadsheet",
    odt: "application/vnd.oasis.opendocument.text",
    ppt: "application/vnd.ms-powerpoint",
    rtf: "application/rtf",
    sql: "application/sql",
    srt: "application/x-subrip",
    tar: "application/x-tar",
    text: "text/plain",
    tsv: "text/tab-separated-values",
    vtt: "text/vtt",
    xls: "application/vnd.ms-excel",
    xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    xml: "application/xml",
    yaml: "text/yaml",
    yml: "text/yaml",
    zip: "application/zip",

    flac: "audio/x-flac",
    m4a: "audio/mp4",
    mp3: "audio/mpeg",
    mp4: "video/mp4",
    mpeg: "video/mpeg",
    mpga: "audio/mpeg",
    ogg: "audio/ogg",
    wav: "audio/wav",
    webm: "video/webm",
  }),
);

const unknown = "application/octet-stream";

/** The media type of a file, by the extension of its name. Undefined for one that is not in the table. */
export function typeOf(filename = ""): string | undefined {
  const [, extension = ""] = /\.([^./\\]*)$/.exec(filename) ?? [];
  return types.get(extension.toLowerCase());
}

/**
 * The media type of a source that is uploaded under a filename: its own without parameters, as the API documents them,
 * or where it has none, that of the names.
 */
export function mediaTypeOf(
  { name, type }: Pick<PartSource, "name" | "type">,
  filename: string,
): string {
  const own = type?.replace(/;.*/s, "").trim();
  // Bun and form parsers say so of every file that they don't know.
  if (own && own !== unknown) return own;
  return typeOf(filename) ?? typeOf(name) ?? unknown;
}
