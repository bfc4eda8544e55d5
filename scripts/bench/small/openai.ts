import { createReadStream, readFileSync } from "node:fs";
import { OpenAI } from "openai";
import { toCreation } from "./by-hand.ts";
import type { Way } from "./task.ts";

type Data = OpenAI.Uploads.PartCreateParams["data"];

export const openaiBytes: Way = (task) => {
  const content = readFileSync(task.paths[0] ?? "");
  return send(task, () => new File([content], "blob"));
};

export const openaiFile: Way = (task) => send(task, (path) => createReadStream(path));

function send({ url, paths }: Parameters<Way>[0], toData: (path: string) => Data): ReturnType<Way> {
  const { uploads } = new OpenAI({ apiKey: "key", baseURL: url });
  const creation = toCreation(readFileSync(paths[0] ?? ""));
  return async (path) => {
    const { id } = await uploads.create(creation);
    const part = await uploads.parts.create(id, { data: toData(path) });
    await uploads.complete(id, { part_ids: [part.id] });
  };
}
