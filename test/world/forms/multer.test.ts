import express from "express";
import multer from "multer";
import { describe, expect, test } from "vitest";
import * as portable from "../../../generated/src/index.ts";
import { uploadFile } from "../../../generated/src/node.ts";
import { rejection } from "../../runtime/support.ts";
import { connect, contentOf } from "../../runtime/uploads/support.ts";
import { content, filename, openFilesIn, submit, temporaryFolder } from "./support.ts";

type Handler = (file: Express.Multer.File) => Promise<{ file: { id: string } }>;

/** Takes a form with multer, and answers with what the handler made of its file. */
async function upload(storage: multer.StorageEngine, handle: Handler, type?: string) {
  const app = express();
  const parser = multer({ storage, defParamCharset: "utf8" });
  app.post("/", parser.single("file"), async (request, response) => {
    if (!request.file) throw new Error("no file");
    response.json(await handle(request.file));
  });
  return (await submit(app as never, type)) as { file: { id: string } };
}

const options = { purpose: "batch", partSize: 100_000 } as const;
const stored = { filename, mime_type: "text/jsonl", bytes: content.length, status: "completed" };

describe("a file of multer in memory", () => {
  test("is uploaded whole", async () => {
    const { server, uploads } = connect();
    const done = await upload(multer.memoryStorage(), (file) =>
      uploadFile(uploads, file.buffer, { ...options, filename: file.originalname }),
    );
    expect((await contentOf(server, done)).equals(content)).toBe(true);
    expect(server.uploads()).toMatchObject([stored]);
  });

  test("is refused as it is, with what to give", async () => {
    const { server, uploads } = connect();
    await upload(multer.memoryStorage(), async (file) => {
      for (const library of [portable, { uploadFile }]) {
        const error = await rejection(library.uploadFile(uploads, file as never, options));
        expect(error).toEqual(
          new TypeError(
            "source must be a File, a Blob or bytes, got Object; pass it.buffer, with { filename: it.originalname }",
          ),
        );
      }
      return { file: { id: "" } };
    });
    expect(server.requests()).toEqual([]);
  });
});

describe("a file of multer on disk", () => {
  test("is uploaded whole, under its name in the form, and closed", async () => {
    const { server, uploads } = connect();
    const folder = await temporaryFolder();
    const done = await upload(multer.diskStorage({ destination: folder }), (file) =>
      uploadFile(uploads, file.path, { ...options, filename: file.originalname }),
    );
    expect((await contentOf(server, done)).equals(content)).toBe(true);
    expect(server.uploads()).toMatchObject([stored]);
    expect(openFilesIn(folder)).toEqual([]);
  });

  test("is refused as it is, with what to give", async () => {
    const { server, uploads } = connect();
    const storage = multer.diskStorage({ destination: await temporaryFolder() });
    await upload(storage, async (file) => {
      const error = await rejection(uploadFile(uploads, file as never, options));
      expect(error).toEqual(
        new TypeError(
          "source must be a File, a Blob or bytes, got Object; pass it.path to uploadFile of openai-uploads/node, with { filename: it.originalname }",
        ),
      );
      return { file: { id: "" } };
    });
    expect(server.requests()).toEqual([]);
  });
});

test.each([
  ["that a browser knows no better", "", "text/jsonl"],
  ["of the browser", "text/x", "text/x"],
])("the type %s can be handed on as mimeType", async (_, type, mime_type) => {
  const { server, uploads } = connect();
  const storage = multer.memoryStorage();
  const handle: Handler = ({ buffer, originalname, mimetype }) => {
    const known = mimetype === "application/octet-stream" ? undefined : mimetype;
    return uploadFile(uploads, buffer, { ...options, filename: originalname, mimeType: known });
  };
  await upload(storage, handle, type);
  expect(server.uploads()).toMatchObject([{ mime_type }]);
});
