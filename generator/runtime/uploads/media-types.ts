import type { PartSource } from "./source.ts";

/**
 * Media types by extension. Those of the first group are the API's own, documented for file search
 * (https://developers.openai.com/api/docs/assistants/tools/file-search, "Supported files"; for .py the first of two);
 * mime-db differs on nine of them. No registry lists JSONL: this is the type with which the API's reference creates an
 * Upload (https://platform.openai.com/docs/api-reference/uploads/create). The other extensions are from the guides on
 * vision, code interpreter, file inputs and transcription, with a few more; their types are those of mime-db 1.54.
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

/** The media type of a file, by its extension. Undefined for an extension that isn't in the table. */
export function typeOf(filename = ""): string | undefined {
  const [, extension = ""] = /\.([^./\\]*)$/.exec(filename) ?? [];
  return types.get(extension.toLowerCase());
}

/**
 * The media type for uploading a source under a filename: its own without parameters, which the API's documented types
 * don't have, else the one for the filename or the source's name.
 */
export function mediaTypeOf(
  { name, type }: Pick<PartSource, "name" | "type">,
  filename: string,
): string {
  const own = type?.replace(/;.*/s, "").trim();
  // Bun and form parsers set this type for every file that they don't know.
  if (own && own !== unknown) return own;
  return typeOf(filename) ?? typeOf(name) ?? unknown;
}
