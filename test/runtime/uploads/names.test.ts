import { describe, expect, test } from "vitest";
import * as portable from "../../../generated/src/index.ts";
import * as node from "../../../generated/src/node.ts";
import { rejection } from "../support.ts";
import { bytes, connect } from "./support.ts";

const content = bytes(10);
type Named = (name: string, type?: string) => portable.UploadInput;

/** A Blob that has its path as its name, as Bun's has. */
const bunFile: Named = (name, type = "application/octet-stream") =>
  Object.defineProperty(new Blob([content], { type }), "name", { value: name });

const sources: Record<string, Named> = {
  "a File": (name, type = "") => new File([content], name, { type }),
  "a Blob with a name": bunFile,
  "a PartSource": (name, type) => ({
    size: 10,
    name,
    type,
    fingerprint: () => "",
    read: (start, end) => content.subarray(start, end),
  }),
  "a stream": (name, type) =>
    portable.streamSource(new Blob([content]).stream(), { size: 10, name, type }),
};

async function created(
  source: portable.UploadInput,
  options: { filename?: string; mimeType?: string } = {},
  { uploadFile }: Pick<typeof portable, "uploadFile"> = portable,
) {
  const { server, uploads } = connect();
  await uploadFile(uploads, source, { purpose: "batch", ...options });
  const [upload] = server.uploads();
  const [part] = server.requests().flatMap((request) => request.part ?? []);
  return { filename: upload?.filename, type: upload?.mime_type, part: part?.filename };
}

describe.each([
  ["the portable entry point", portable],
  ["the Node entry point", node],
])("on %s", (_, library) => {
  describe.each(Object.entries(sources))("the name of %s", (_, source) => {
    test.each([
      ["/home/x/private/a.jsonl", "a.jsonl"],
      ["private/a.jsonl", "a.jsonl"],
      ["C:\\Users\\x\\a.jsonl", "a.jsonl"],
      ["\\\\server\\share/a.jsonl", "a.jsonl"],
      ["a b.jsonl", "a b.jsonl"],
      ["../.a.jsonl", ".a.jsonl"],
      ["a\nb\0.jsonl", "a\ufffdb\ufffd.jsonl"],
      ["x\n/a.jsonl", "a.jsonl"],
      ["a\ud800.jsonl", "a\ufffd.jsonl"],
      ["😀.jsonl", "😀.jsonl"],
    ])("%o is sent as %o, with a type", async (name, filename) => {
      const want = { filename, part: filename, type: "text/jsonl" };
      expect(await created(source(name), {}, library)).toEqual(want);
    });

    test.each(["", "private/", "private\\", "..", ".", "private/..", " "])(
      "%o, which is that of no file, is refused",
      async (name) => {
        expect(await rejection(created(source(name), {}, library))).toEqual(
          new TypeError("filename must be set, since the source has no name"),
        );
      },
    );

    test("gives way to a filename, which is sent as it is", async () => {
      const filename = "data/2026/a.csv";
      const want = { filename, part: filename, type: "text/csv" };
      expect(await created(source("/private/b"), { filename }, library)).toEqual(want);
    });
  });
});

test.each<[string, string, string | undefined, object, string]>([
  ["the type that is given", "a.pdf", "text/x", { mimeType: "a/b" }, "a/b"],
  ["what is given, be it no more", "a.pdf", "text/x", { mimeType: octets() }, octets()],
  ["the source's own, else", "a.pdf", "text/x", { filename: "a.csv" }, "text/x"],
  ["its essence", "a.txt", "text/plain;charset=utf-8", {}, "text/plain"],
  ["the filename's, else", "a.pdf", "", { filename: "a.csv" }, "text/csv"],
  ["that of the source's name, else", "a.pdf", "", { filename: "report" }, "application/pdf"],
  ["the name's where the source says that it knows none", "a.pdf", octets(), {}, "application/pdf"],
  ["the name's where it says nothing", "a.pdf", " ", {}, "application/pdf"],
  ["an empty one that is given counts for none", "a.pdf", "", { mimeType: "" }, "application/pdf"],
])("the media type is %s", async (_, name, type, options, want) => {
  for (const source of Object.values(sources))
    expect(await created(source(name, type), options)).toMatchObject({ type: want });
});

function octets(): string {
  return "application/octet-stream";
}

test.each<[unknown, string]>([
  ["", "must be set, since the source has no name"],
  ["a\nb.txt", "must be a file name, got text with control characters or lone surrogates"],
  ["a\0.txt", "must be a file name, got text with control characters or lone surrogates"],
  ["a\udc00.txt", "must be a file name, got text with control characters or lone surrogates"],
  [5, "must be a string, got Number"],
])("the filename %o is refused before anything is sent", async (filename, problem) => {
  const { server, uploads } = connect();
  const options = { purpose: "batch" as const, filename: filename as string };
  const error = await rejection(portable.uploadFile(uploads, content, options));
  expect(error).toEqual(new TypeError(`filename ${problem}`));
  expect(server.requests()).toEqual([]);
});
