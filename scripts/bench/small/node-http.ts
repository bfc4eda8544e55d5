import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { uploadByHand, type Post } from "./by-hand.ts";
import type { Way } from "./task.ts";

export const nodeHttp: Way = ({ url, paths }) => {
  const agent = new Agent({ keepAlive: true });
  const content = readFileSync(paths[0] ?? "");
  const post: Post = (path, type, body) =>
    new Promise((resolve, reject) => {
      const headers = {
        authorization: "Bearer key",
        "content-type": type,
        "content-length": Buffer.byteLength(body),
      };
      const outgoing = request(url + path, { method: "POST", agent, headers });
      outgoing.on("error", reject).on("response", (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
        response.on("error", reject).on("end", () => resolve(JSON.parse(text) as { id: string }));
      });
      outgoing.end(body);
    });
  return () => uploadByHand(post, content);
};
