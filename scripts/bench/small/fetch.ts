import { readFileSync } from "node:fs";
import { toCreation, uploadByHand, type Post } from "./by-hand.ts";
import type { Way } from "./task.ts";

const authorization = "Bearer key";

export const bareFetch: Way = ({ url, paths }) => {
  const content = readFileSync(paths[0] ?? "");
  const post: Post = async (path, type, body) => {
    const headers = { authorization, "content-type": type };
    const response = await fetch(url + path, { method: "POST", headers, body });
    return (await response.json()) as { id: string };
  };
  return () => uploadByHand(post, content);
};

/** The part as fetch's users write it. */
export const fetchWithForm: Way = ({ url, paths }) => {
  const content = readFileSync(paths[0] ?? "");
  const post = async (path: string, body: object) => {
    const isForm = body instanceof FormData;
    const response = await fetch(url + path, {
      method: "POST",
      headers: { authorization, ...(isForm ? {} : { "content-type": "application/json" }) },
      body: isForm ? body : JSON.stringify(body),
    });
    return (await response.json()) as { id: string };
  };
  return async () => {
    const { id } = await post("/uploads", toCreation(content));
    const form = new FormData();
    form.set("data", new Blob([content]), "blob");
    const part = await post(`/uploads/${id}/parts`, form);
    await post(`/uploads/${id}/complete`, { part_ids: [part.id] });
  };
};
