import { createReadStream, openAsBlob } from "node:fs";
import { OpenAI, toStreamingFile } from "openai";
import { inParallel } from "./in-parallel.ts";
import type { Task, Way } from "./way.ts";

export const openaiFile: Way = async (task) => {
  const blob = await openAsBlob(task.path);
  return send(task, (start, end) => new File([blob.slice(start, end)], "blob"));
};

export const openaiStream: Way = (task) =>
  send(task, (start, end) => {
    const stream = createReadStream(task.path, { start, end: end - 1, highWaterMark: 2 ** 20 });
    return toStreamingFile(stream, "blob");
  });

function send(
  { size, url }: Task,
  data: (start: number, end: number) => OpenAI.Uploads.PartCreateParams["data"],
): Promise<undefined> {
  const { uploads } = new OpenAI({ apiKey: "key", baseURL: url });
  return inParallel(size, (start, end) =>
    uploads.parts.create("upload_1", { data: data(start, end) }),
  );
}
