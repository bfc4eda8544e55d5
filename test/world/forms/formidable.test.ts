import { formidable, type File as FormFile } from "formidable";
import { expect, test } from "vitest";
import { uploadFile } from "../../../generated/src/node.ts";
import { rejection } from "../../runtime/support.ts";
import { connect, contentOf } from "../../runtime/uploads/support.ts";
import { content, filename, openFilesIn, submit, temporaryFolder } from "./support.ts";

type Handler = (file: FormFile) => Promise<{ file: { id: string } }>;

/** Takes a form with formidable, and answers with what the handler made of its file. */
async function upload(uploadDir: string, handle: Handler) {
  const take: Parameters<typeof submit>[0] = (request, response) => {
    void formidable({ uploadDir })
      .parse(request)
      .then(async ([, files]) => {
        const [file] = files["file"] ?? [];
        if (!file) throw new Error("no file");
        return handle(file);
      })
      .then(
        (done) => response.setHeader("content-type", "application/json").end(JSON.stringify(done)),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
  };
  return (await submit(take)) as { file: { id: string } };
}

const options = { purpose: "batch", partSize: 100_000 } as const;

test("a file of formidable is uploaded whole, under its name in the form, and closed", async () => {
  const { server, uploads } = connect();
  const folder = await temporaryFolder();
  const done = await upload(folder, (file) =>
    uploadFile(uploads, file.filepath, { ...options, filename: file.originalFilename ?? "file" }),
  );
  expect((await contentOf(server, done)).equals(content)).toBe(true);
  expect(server.uploads()).toMatchObject([
    { filename, mime_type: "text/jsonl", bytes: content.length, status: "completed" },
  ]);
  expect(openFilesIn(folder)).toEqual([]);
});

test("it is refused as it is, with what to give", async () => {
  const { server, uploads } = connect();
  await upload(await temporaryFolder(), async (file) => {
    const error = await rejection(uploadFile(uploads, file as never, options));
    expect(error).toEqual(
      new TypeError(
        "source must be a File, a Blob or bytes, got PersistentFile; pass it.filepath to uploadFile of openai-uploads/node, with { filename: it.originalFilename }",
      ),
    );
    return { file: { id: "" } };
  });
  expect(server.requests()).toEqual([]);
});
