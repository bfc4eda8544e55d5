import type { Way } from "./way.ts";

/** A way to send a file. It is loaded when it is used: peers would count as memory of the others. */
interface Named {
  readonly title: string;
  readonly load: () => Promise<Way>;
}

/** In the order in which they are run. */
export const ways: Readonly<Record<string, Named>> = {
  ours: {
    title: "uploadFile over node:http",
    load: async () => (await import("./ours.ts")).overHttp,
  },
  "ours-fetch": {
    title: "uploadFile over fetch",
    load: async () => (await import("./ours.ts")).overFetch,
  },
  curl: {
    title: "curl -F, four in parallel",
    load: async () => (await import("./curl.ts")).curl,
  },
  "node-http": {
    title: "node:http, four buffers of a part each",
    load: async () => (await import("./node-http.ts")).nodeHttp,
  },
  "node-http-small": {
    title: "node:http, four buffers of 4 MiB each",
    load: async () => (await import("./node-http.ts")).nodeHttpSmall,
  },
  "openai-file": {
    title: "openai, File",
    load: async () => (await import("./openai.ts")).openaiFile,
  },
  "openai-stream": {
    title: "openai, streaming file",
    load: async () => (await import("./openai.ts")).openaiStream,
  },
  "ours-md5": {
    title: "uploadFile over node:http, with md5",
    load: async () => (await import("./ours.ts")).withMd5,
  },
  md5: {
    title: "md5 alone, nothing sent",
    load: async () => (await import("./ours.ts")).md5,
  },
};
