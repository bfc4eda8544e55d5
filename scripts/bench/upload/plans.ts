import type { Figure, Subject } from "../report.ts";
import type { Plan } from "../rounds.ts";

const figures: readonly Omit<Figure, "inChart">[] = [
  { id: "speed", title: "speed", unit: "MB/s", digits: 0, better: "more" },
  { id: "cpu", title: "CPU", unit: "s/GiB", digits: 2, better: "less" },
  { id: "memory", title: "peak memory", unit: "MB", digits: 0, better: "less" },
  {
    id: "overBare",
    title: "peak memory over a bare process",
    unit: "MB",
    digits: 0,
    better: "less",
  },
];

/** The rows by which all others of a table are judged, if it has them. */
const usualJudges = { curl: "curl", openai: "openai-stream", "md5 alone": "md5" };

interface Asked extends Pick<Plan, "title" | "baseline"> {
  /** Ids of figures. */
  readonly charted: readonly string[];
  readonly judges?: Readonly<Record<string, string>>;
}

function plan(
  { title, baseline, charted, judges = usualJudges }: Asked,
  subjects: readonly (readonly string[])[],
): Plan {
  const names = subjects.map(([name]) => name);
  const against = Object.fromEntries(
    Object.entries(judges).filter(([, judge]) => names.includes(judge)),
  );
  return {
    title,
    baseline,
    figures: figures.map((figure) => ({ ...figure, inChart: charted.includes(figure.id) })),
    subjects: subjects.map(([name = "", rowTitle = ""]): Subject => {
      const others = Object.entries(against).filter(([, judge]) => judge !== name);
      return {
        name,
        title: rowTitle,
        isOurs: name.startsWith("ours"),
        inChart: !name.startsWith("node-http"),
        against: Object.fromEntries(others),
      };
    }),
  };
}

const curl = { row: "curl", label: "curl" };
const md5 = { row: "md5", label: "md5 alone" };

/** Each with a server of its own, over TLS or not. */
export const plans = [
  {
    isSecure: false,
    ...plan({ title: "Large files", baseline: curl, charted: ["speed", "cpu", "memory"] }, [
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
    ...plan({ title: "Large files over TLS", baseline: curl, charted: ["speed"] }, [
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
    ...plan({ title: "Large files with md5", baseline: md5, charted: ["speed"] }, [
      ["ours-md5", "uploadFile over node:http, with md5"],
      ["md5", "md5 alone, nothing sent"],
    ]),
  },
] as const;

const fromNginx = {
  baseline: { row: "ours", label: "openFile" },
  charted: [],
  judges: { openFile: "ours", curl: "curl-twice" },
};
const twice = ["curl-twice", "curl to files on disk, then curl -F, four in parallel"] as const;

/** Of what nginx has, over TLS or not. */
export const ofUrls = [
  {
    isSecure: false,
    ...plan({ title: "Files behind a URL", ...fromNginx }, [
      ["ours", "uploadFile of openFile"],
      ["ours-url", "uploadFile of urlSource"],
      twice,
    ]),
  },
  {
    isSecure: true,
    ...plan({ title: "Files behind a URL over TLS", ...fromNginx }, [
      ["ours", "uploadFile of openFile"],
      ["ours-url", "uploadFile of urlSource"],
      ["ours-url-agent", "uploadFile of urlSource, with an https.Agent"],
      ["ours-url-agentkeepalive", "uploadFile of urlSource, with agentkeepalive"],
      ["ours-url-proxy", "uploadFile of urlSource, through a proxy by https-proxy-agent"],
      ["ours-url@Bun", "uploadFile of urlSource, on Bun"],
      ["ours-url@Deno", "uploadFile of urlSource, on Deno"],
      twice,
    ]),
  },
] as const;
