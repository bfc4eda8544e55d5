import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import * as portable from "../../../generated/src/index.ts";
import * as node from "../../../generated/src/node.ts";
import { bytes, connect } from "./support.ts";

/** What the API documents for file search, https://developers.openai.com/api/docs/assistants/tools/file-search. */
const fileSearch = [
  ["c", "text/x-c"],
  ["cpp", "text/x-c++"],
  ["cs", "text/x-csharp"],
  ["css", "text/css"],
  ["doc", "application/msword"],
  ["docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  ["go", "text/x-golang"],
  ["html", "text/html"],
  ["java", "text/x-java"],
  ["js", "text/javascript"],
  ["json", "application/json"],
  ["md", "text/markdown"],
  ["pdf", "application/pdf"],
  ["php", "text/x-php"],
  ["pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"],
  ["py", "text/x-python"],
  ["rb", "text/x-ruby"],
  ["sh", "application/x-sh"],
  ["tex", "text/x-tex"],
  ["ts", "application/typescript"],
  ["txt", "text/plain"],
] as const;

/** The others that are likely to be uploaded. */
const others =
  "png jpg jpeg gif webp bmp svg tif tiff heic xls xlsx ppt odt ods odp rtf csv tsv xml yaml yml " +
  "zip gz tar htm markdown text log sql srt vtt ics eml epub mp3 mp4 mpeg mpga m4a wav webm ogg flac";

/** An independent table: mime-db's. */
const mimeTypes = createRequire(import.meta.url)("mime-types") as {
  lookup(path: string): string | false;
};

/** The media type that an Upload of these names is created with. */
async function typesOf(
  names: readonly string[],
  { uploadFile }: Pick<typeof portable, "uploadFile"> = portable,
): Promise<unknown[]> {
  const { server, uploads } = connect();
  for (const filename of names) await uploadFile(uploads, bytes(1), { purpose: "batch", filename });
  return server.uploads().map(({ mime_type }) => mime_type);
}

describe.each([
  ["the portable entry point", portable],
  ["the Node entry point", node],
])("on %s, the media type follows from the name", (_, library) => {
  test("as the API documents it for file search", async () => {
    const names = fileSearch.map(([extension]) => `a.${extension}`);
    expect(await typesOf(names, library)).toEqual(fileSearch.map(([, type]) => type));
  });
});

test("JSONL is typed as the API's reference of Uploads has it", async () => {
  expect(await typesOf(["a.jsonl", "A.JSONL"])).toEqual(["text/jsonl", "text/jsonl"]);
});

test("the others are typed as mime-db has them", async () => {
  const names = others.split(" ").map((extension) => `a.${extension}`);
  expect(await typesOf(names)).toEqual(names.map((name) => mimeTypes.lookup(name)));
});

test.each([
  ["the last of several extensions", "a.txt.pdf", "application/pdf"],
  ["an extension in capitals", "A.PDF", "application/pdf"],
  ["an extension that is not known", "a.unknown", "application/octet-stream"],
  ["no extension", "jsonl", "application/octet-stream"],
  ["a folder's extension", "a.pdf/b", "application/octet-stream"],
  ["a dot at the end", "a.pdf.", "application/octet-stream"],
  ["a property of every object", "a.constructor", "application/octet-stream"],
  ["another", "a.__proto__", "application/octet-stream"],
])("%s: %s is %s", async (_, name, want) => {
  expect(await typesOf([name])).toEqual([want]);
});
