import type { Built } from "../built.ts";
import type { Way } from "./way.ts";

const loadOurs = async (built: Built) => (await import("./ours.ts")).loadOurs(built);

/** They are loaded when they are used: peers would count as memory of the others. */
export const ways: Readonly<Record<string, (built: Built) => Promise<Way>>> = {
  ours: async (built) => (await loadOurs(built)).overHttp,
  "ours-fetch": async (built) => (await loadOurs(built)).overFetch,
  "ours-stream": async (built) => (await loadOurs(built)).ofStream,
  "ours-url": async (built) => (await loadOurs(built)).ofUrl,
  "ours-url-agent": async (built) => (await loadOurs(built)).ofUrlByAgent,
  "ours-url-agentkeepalive": async (built) => (await loadOurs(built)).ofUrlByAgentkeepalive,
  "ours-url-proxy": async (built) => (await loadOurs(built)).ofUrlByProxy,
  "curl-twice": async () => (await import("./curl-twice.ts")).curlTwice,
  "ours-md5": async (built) => (await loadOurs(built)).withMd5,
  md5: async (built) => (await loadOurs(built)).md5,
  curl: async () => (await import("./curl.ts")).curl,
  "node-http": async () => (await import("./node-http.ts")).nodeHttp,
  "node-http-small": async () => (await import("./node-http.ts")).nodeHttpSmall,
  "openai-file": async () => (await import("./openai.ts")).openaiFile,
  "openai-stream": async () => (await import("./openai.ts")).openaiStream,
};
