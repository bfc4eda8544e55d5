/** What is tried at each place, and what is to come of it. */
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import {
  createClient,
  uploadFile,
  UploadsApi,
  urlSource,
  type UrlSourceOptions,
} from "../../generated/src/node.ts";
import { createUploadsServer } from "../../generated/src/runtime/uploads/testing/index.ts";
import { breaking, refusing, type Between } from "./faults.ts";
import type { Place } from "./place.ts";

/** How an upload has ended, in a word or two. */
export type Outcome = string;

export interface Case {
  readonly name: string;
  readonly wanted: RegExp;
  /** Undefined where the place has no such thing. */
  readonly run: (place: Place) => Promise<Outcome | undefined>;
}

const size = 5_000_000;
const partSize = 1_000_000;

interface Options extends Pick<UrlSourceOptions, "headers"> {
  readonly md5?: boolean;
  readonly onPart?: (count: number) => unknown;
}

/** Uploads what is at a URL. `onPart` is called before each part is taken. */
async function upload(
  url: Parameters<typeof urlSource>[0],
  contents: readonly Uint8Array[],
  { onPart, md5 = false, headers }: Options = {},
): Promise<Outcome> {
  const server = createUploadsServer();
  let parts = 0;
  const fetch = async (request: Request) => {
    if (request.url.endsWith("/parts")) await onPart?.(parts++);
    return server.fetch(request);
  };
  const uploads = new UploadsApi(createClient({ apiKey: "sk-test", fetch }));
  try {
    const source = await urlSource(url, { headers });
    const given = { purpose: "fine-tune", partSize, md5, concurrency: 2 } as const;
    const { file } = await uploadFile(uploads, source, given);
    const bytes = Buffer.from((await server.file(file.id)?.arrayBuffer()) ?? new ArrayBuffer());
    const found = contents.findIndex((content) => bytes.equals(content));
    return ["whole", "the new one whole"][found] ?? "A SILENT MIX";
  } catch (error) {
    return wordsOf(error);
  }
}

function wordsOf(error: unknown): Outcome {
  const { failure, cause } = Object(error) as { failure?: string; cause?: unknown };
  const { problem, status } = Object(failure === undefined ? error : cause) as Record<
    string,
    string
  >;
  if (failure === "source-changed") return failure;
  return problem === undefined ? String(error) : [problem, ...(status ? [status] : [])].join(" ");
}

async function through(
  place: Place,
  between: (target: string) => Promise<Between>,
): Promise<Outcome | undefined> {
  const content = randomBytes(size);
  await place.put(content);
  // lighttpd has the old ETag for up to a second.
  await sleep(1200);
  const url = (await place.url()) ?? "";
  await using faulty = await between(url);
  // The signature is of the host, too.
  const headers = { host: new URL(url).host };
  return await upload(faulty.through(url), [content], { headers, md5: true });
}

/** Replaces the content at some moment, again and again. The outcomes that there were, with how often. */
export async function replaced(
  place: Place,
  way: "rewritten" | "replaced",
  turns = 10,
): Promise<Outcome> {
  const counts = new Map<Outcome, number>();
  for (let turn = 0; turn < turns; turn++) {
    const [before, after] = [randomBytes(size), randomBytes(size)];
    await place.put(before, turn === 0 ? "replaced" : way);
    // Other people's clocks go by the second.
    await sleep(turn % 2 === 0 ? 1100 : 0);
    const moment = turn % (size / partSize);
    const onPart = (count: number) => (count === moment ? place.put(after, way) : undefined);
    const outcome = await upload(async () => (await place.url()) ?? "", [before, after], {
      onPart,
    });
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  return [...counts].map(([outcome, count]) => `${count} × ${outcome}`).join(", ");
}

const mode = (name: Parameters<Place["url"]>[0], text: string, wanted: RegExp): Case => ({
  name: text,
  wanted,
  async run(place) {
    const content = randomBytes(size);
    await place.put(content);
    await sleep(1200);
    const url = await place.url(name);
    return url === undefined ? undefined : upload(url, [content], { md5: true });
  },
});

const notMixed = /^(?!.*MIX)(?!.*undefined).*changed/;

export const cases: readonly Case[] = [
  mode("plain", "whole", /^whole$/),
  mode("no ranges", "ranges off", /^no-ranges/),
  mode("compresses", "compresses what it may", /^whole$/),
  mode("stored compressed", "is stored compressed", /^(compressed|no-ranges)/),
  {
    name: "rewritten meanwhile, 10 times",
    wanted: notMixed,
    run: (place) => replaced(place, "rewritten"),
  },
  {
    name: "replaced meanwhile, 10 times",
    wanted: notMixed,
    run: (place) => replaced(place, "replaced"),
  },
  {
    name: "its signature expires",
    wanted: /^status 4(03|10|00)$/,
    async run(place) {
      const content = randomBytes(size);
      await place.put(content);
      const url = await place.signed(2);
      const onPart = (count: number) => (count === 2 ? sleep(3000) : undefined);
      return url === undefined ? undefined : upload(url, [content], { onPart });
    },
  },
  {
    name: "the same, with a function",
    wanted: /^whole$/,
    async run(place) {
      const content = randomBytes(size);
      await place.put(content);
      if ((await place.signed(2)) === undefined) return undefined;
      const onPart = (count: number) => (count === 2 ? sleep(3000) : undefined);
      return upload(async () => (await place.signed(2)) ?? "", [content], { onPart });
    },
  },
  {
    name: "breaks every 700 kB",
    wanted: /^whole$/,
    run: (place) => through(place, (url) => breaking(url, 700_000)),
  },
  {
    name: "503 for every second request",
    wanted: /^whole$/,
    run: (place) => through(place, refusing),
  },
];
