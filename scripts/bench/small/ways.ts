import type { Way } from "./task.ts";

/** They are loaded when they are used: peers would count as memory of the others. */
const loadOurs = async () => (await import("./ours.ts")).ours;

export const ways: Readonly<Record<string, () => Promise<Way>>> = {
  "http-bytes": async () => (await loadOurs())({ over: "node:http", from: "bytes", md5: false }),
  "http-bytes-md5": async () => (await loadOurs())({ over: "node:http", from: "bytes", md5: true }),
  "http-file": async () => (await loadOurs())({ over: "node:http", from: "file", md5: false }),
  "http-file-md5": async () => (await loadOurs())({ over: "node:http", from: "file", md5: true }),
  "fetch-bytes": async () => (await loadOurs())({ over: "fetch", from: "bytes", md5: false }),
  "fetch-bytes-md5": async () => (await loadOurs())({ over: "fetch", from: "bytes", md5: true }),
  "fetch-file": async () => (await loadOurs())({ over: "fetch", from: "file", md5: false }),
  "fetch-file-md5": async () => (await loadOurs())({ over: "fetch", from: "file", md5: true }),
  "node-http": async () => (await import("./node-http.ts")).nodeHttp,
  fetch: async () => (await import("./fetch.ts")).bareFetch,
  "fetch-form": async () => (await import("./fetch.ts")).fetchWithForm,
  openai: async () => (await import("./openai.ts")).openaiBytes,
  "openai-file": async () => (await import("./openai.ts")).openaiFile,
};

export async function loadWay(name: string): Promise<Way> {
  const way = await ways[name]?.();
  if (!way) throw new Error(`no way is called ${name}`);
  return way;
}
