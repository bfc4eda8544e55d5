import type { Figure, Subject } from "../report.ts";
import type { Plan } from "../rounds.ts";

const figure = (
  id: string,
  title: string,
  unit: string,
  digits: number,
  inChart = false,
): Figure => ({
  id,
  title,
  unit,
  digits,
  better: "less",
  inChart,
});

const figures = [
  figure("cpu", "CPU per upload", "ms", 2, true),
  figure("wall", "time per upload", "ms", 2),
  figure("memory", "peak memory over a bare process", "MB", 0),
];

const peer = (name: string, title: string, against: Subject["against"] = {}): Subject => ({
  name,
  title,
  isOurs: false,
  inChart: true,
  against,
});

function ours(over: "http" | "fetch"): Subject[] {
  const against =
    over === "http"
      ? { "node:http": "node-http", openai: "openai" }
      : { fetch: "fetch", openai: "openai" };
  const transport = over === "http" ? "node:http" : "fetch";
  const variants = ["bytes", "bytes-md5", "file", "file-md5"];
  return variants.map((variant) => ({
    name: `${over}-${variant}`,
    title: `uploadFile over ${transport}, ${variant.replace("-", " with ").replace("file", "openFile")}`,
    isOurs: true,
    inChart: variant === "bytes" || variant === "file-md5",
    against,
  }));
}

/** Many uploads of 10 KiB, of three requests each. */
export const calls: Plan = {
  title: "10 KiB uploads",
  baseline: { row: "node-http", label: "node:http" },
  figures,
  subjects: [
    ...ours("http"),
    peer("node-http", "node:http by hand"),
    ...ours("fetch"),
    peer("fetch", "fetch by hand", { "node:http": "node-http" }),
    peer("fetch-form", "fetch by hand, with FormData", { fetch: "fetch" }),
    peer("openai", "openai, File", { fetch: "fetch" }),
    peer("openai-file", "openai, createReadStream", { openai: "openai" }),
  ],
};

/** What an upload of a folder is: each file is opened, and sent once. */
export const files: Plan = {
  title: "500 files of 10 KiB, 8 at a time",
  baseline: { row: "http-file", label: "without md5" },
  figures,
  subjects: [
    { name: "http-file", title: "without md5", isOurs: true, inChart: true, against: {} },
    {
      name: "http-file-md5",
      title: "with md5",
      isOurs: true,
      inChart: true,
      against: { "without md5": "http-file" },
    },
  ],
};

const start = (name: string, title: string, against: Subject["against"]): Subject => ({
  ...peer(name, title, against),
  isOurs: name.startsWith("ours"),
});

const starts = [figure("wall", "time", "ms", 1, true), figure("cpu", "CPU", "ms", 1)];

/** From the start of the program's first import on; what Node itself takes before is left out. */
export const imports: Plan = {
  title: "Import",
  baseline: { row: "openai", label: "openai" },
  figures: starts,
  subjects: [
    start("ours-node", "openai-uploads/node", { openai: "openai" }),
    start("ours-portable", "openai-uploads", { openai: "openai" }),
    start("openai", "openai", {}),
  ],
};

export const firstUploads: Plan = {
  title: "Import and first upload",
  baseline: { row: "openai-first", label: "openai" },
  figures: starts,
  subjects: [
    start("ours-first", "openai-uploads/node", { openai: "openai-first" }),
    start("openai-first", "openai", {}),
    start("fetch-first", "fetch by hand", { openai: "openai-first" }),
    start("node-http-first", "node:http by hand", { openai: "openai-first" }),
  ],
};
