import type { Figure, Subject } from "../report.ts";
import type { Plan } from "../rounds.ts";

const figures: readonly Figure[] = [
  { id: "speed", title: "speed", unit: "MB/s", digits: 0, better: "more", inChart: true },
  { id: "cpu", title: "CPU", unit: "s/GiB", digits: 2, better: "less", inChart: true },
  { id: "memory", title: "peak memory", unit: "MB", digits: 0, better: "less", inChart: true },
  {
    id: "overBare",
    title: "peak memory over a bare process of Node",
    unit: "MB",
    digits: 0,
    better: "less",
    inChart: false,
  },
];

/** The rows by which all others of a table are judged, if it has them. */
const judges = { curl: "curl", openai: "openai-stream", "md5 alone": "md5" };

function plan(title: string, baseline: string, subjects: readonly (readonly string[])[]): Plan {
  const names = subjects.map(([name]) => name);
  const against = Object.fromEntries(
    Object.entries(judges).filter(([, judge]) => names.includes(judge)),
  );
  return {
    title,
    baseline,
    figures,
    subjects: subjects.map(([name = "", rowTitle = ""]): Subject => {
      const others = Object.entries(against).filter(([, judge]) => judge !== name);
      return {
        name,
        title: rowTitle,
        isOurs: name.startsWith("ours"),
        inChart: name !== "node-http",
        against: Object.fromEntries(others),
      };
    }),
  };
}

/** Each with a server of its own, over TLS or not. */
export const plans = [
  {
    isSecure: false,
    ...plan("Large files", "curl", [
      ["ours", "uploadFile over node:http"],
      ["ours-fetch", "uploadFile over fetch"],
      ["ours-stream", "uploadFile over node:http, of a stream"],
      ["curl", "curl -F, four in parallel"],
      ["node-http", "node:http, four buffers of a part each"],
      ["node-http-small", "node:http, four buffers of 4 MiB each"],
      ["openai-file", "openai, File"],
      ["openai-stream", "openai, streaming file"],
    ]),
  },
  {
    isSecure: true,
    ...plan("Large files over TLS", "curl", [
      ["ours", "uploadFile over node:https"],
      ["ours-fetch", "uploadFile over fetch"],
      ["ours-stream", "uploadFile over node:https, of a stream"],
      ["curl", "curl -F, four in parallel"],
      ["openai-file", "openai, File"],
      ["openai-stream", "openai, streaming file"],
    ]),
  },
  {
    isSecure: false,
    ...plan("Large files with md5", "md5", [
      ["ours-md5", "uploadFile over node:http, with md5"],
      ["md5", "md5 alone, nothing sent"],
    ]),
  },
] as const;
