/** What has become of the files of a fleet, by what the API, Redis and the store of objects have. */
import { createHash } from "node:crypto";
import type { Content } from "./content.ts";
import { secrets, type Fleet } from "./fleet.ts";

export interface Verdict {
  readonly files: number;
  /** Jobs by their state in BullMQ. */
  readonly jobs: Readonly<Record<string, number>>;
  /** Names of the objects of which there is no File, more than one, or one with other bytes. */
  readonly missing: readonly string[];
  readonly twice: readonly string[];
  readonly different: readonly string[];
  /** Names of the objects whose job names another File than the one there is. */
  readonly misnamed: readonly string[];
  /** Parts that were stored, those that had to be, and those that may be stored again: two for each new try of a job. */
  readonly parts: { readonly stored: number; readonly needed: number; readonly allowed: number };
  /** Objects of which more Parts were stored again than were in flight when their jobs were interrupted. */
  readonly wasteful: readonly string[];
  /** Uploads that were created, and those that were left open. */
  readonly uploads: { readonly created: number; readonly open: number };
  /** What should never have been in Redis, and was. */
  readonly leaked: readonly string[];
}

/** As the guide's worker has them. */
const partSize = 8 * 2 ** 20;
const concurrency = 2;

export async function judge(fleet: Fleet): Promise<Verdict> {
  const { contents, queue, api } = fleet;
  const found = await Promise.all(contents.map((content) => judgeFile(fleet, content)));
  const named = (is: (it: FileVerdict) => boolean) => found.filter(is).map(({ name }) => name);
  const total = (count: (it: FileVerdict) => number) =>
    found.reduce((sum, it) => sum + count(it), 0);
  const uploads = api.uploads();
  return {
    files: contents.length,
    jobs: await queue.getJobCounts("completed", "failed", "active", "waiting", "delayed"),
    missing: named((it) => it.files === 0),
    twice: named((it) => it.files > 1),
    different: named((it) => it.files === 1 && !it.isSame),
    misnamed: named((it) => it.files === 1 && !it.isNamed),
    parts: {
      stored: total((it) => it.stored),
      needed: total((it) => it.needed),
      allowed: total((it) => it.allowed),
    },
    wasteful: named((it) => it.stored - it.needed > it.allowed),
    uploads: {
      created: uploads.length,
      open: uploads.filter(({ status }) => status === "pending").length,
    },
    leaked: await leakedIn(fleet),
  };
}

/** What should never have been in Redis and was, by all that was ever written to it. */
export async function leakedIn({ redis, storage }: Fleet): Promise<readonly string[]> {
  const written = await redis.written();
  const words = [secrets.key, secrets.storage, "signature", "authorization", "Bearer "];
  return [...words, ...storage.signatures].filter((word) => written.includes(word));
}

interface FileVerdict {
  readonly name: string;
  readonly files: number;
  readonly isSame: boolean;
  readonly isNamed: boolean;
  readonly stored: number;
  readonly needed: number;
  readonly allowed: number;
}

async function judgeFile({ api, queue }: Fleet, content: Content): Promise<FileVerdict> {
  const { name, md5, size } = content;
  const uploads = api.uploads().filter(({ filename }) => filename === name);
  const completed = uploads.filter(({ status }) => status === "completed");
  const fileId = completed[0]?.file?.id ?? "";
  const job = await queue.getJob(`of-${encodeURIComponent(name)}`);
  const tries = Math.max(job?.attemptsStarted ?? 1, 1);
  return {
    name,
    files: completed.length,
    isSame: (await md5Of(api.file(fileId))) === md5,
    isNamed: job?.returnvalue === fileId,
    stored: uploads.reduce((sum, { parts }) => sum + parts.length, 0),
    needed: Math.ceil(size / partSize),
    allowed: concurrency * (tries - 1),
  };
}

async function md5Of(file: File | undefined): Promise<string | undefined> {
  if (!file) return undefined;
  const hash = createHash("md5");
  for await (const chunk of file.stream()) hash.update(chunk);
  return hash.digest("hex");
}
