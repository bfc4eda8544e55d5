/** A fleet on this machine: Redis, a store behind signed URLs, the API's test server, and workers as processes. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Queue } from "bullmq";
import { Redis } from "ioredis";
import { startApi, type Api } from "./api.ts";
import { atExit } from "../at-exit.ts";
import { Cleanups } from "./cleanups.ts";
import { makeContent, type Content } from "./content.ts";
import { unpackPrograms, type Edit } from "./programs.ts";
import { startRedisProxy } from "./redis-proxy.ts";
import { startRedis, type RedisServer } from "./redis.ts";
import { startStorage, type Storage } from "./storage.ts";
import { startWorker, type WorkerProcess } from "./worker-process.ts";
import { Windows } from "./windows.ts";

export interface FleetOptions {
  readonly workers: number;
  readonly files: number;
  /** Bytes of each file. */
  readonly size: number;
  /** Milliseconds after which a job whose worker is gone belongs to nobody. */
  readonly lockDuration: number;
  /** Responds in the API's place, or gives undefined. */
  readonly instead?: (request: Request) => Response | undefined;
  /** @default nothing is changed */
  readonly edit?: Edit;
}

export interface Fleet extends AsyncDisposable {
  readonly contents: readonly Content[];
  readonly workers: readonly WorkerProcess[];
  readonly api: Api;
  readonly storage: Storage;
  readonly redis: RedisServer;
  readonly queue: Queue<{ object: string }, string>;
  readonly client: Redis;
  readonly windows: Windows;
  /** Adds a job for each file, by the guide's producer. */
  produce(): Promise<void>;
}

/** What no Redis may ever see. */
export const secrets = { key: "sk-canary-of-worker-", storage: "canary-of-storage" };

export async function startFleet(options: FleetOptions): Promise<Fleet> {
  const cleanups = new Cleanups();
  try {
    return await startParts(options, cleanups);
  } catch (error) {
    await cleanups[Symbol.asyncDispose]();
    throw error;
  }
}

async function startParts(options: FleetOptions, cleanups: Cleanups): Promise<Fleet> {
  const { files, size, instead, edit = (text: string) => text } = options;
  const folder = cleanups.use(makeFolder());
  const names = Array.from({ length: files }, (_, index) => `files/${index + 1}.bin`);
  const contents = names.map((name) => makeContent(name, size));
  const programs = cleanups.use(await unpackPrograms(edit));
  const redis = cleanups.use(await startRedis(folder.make("redis")));
  const client = new Redis(redis.port, { maxRetriesPerRequest: null });
  client.on("error", () => undefined);
  cleanups.defer(() => client.disconnect());
  const queue: Fleet["queue"] = new Queue("uploads", { connection: client });
  queue.on("error", () => undefined);
  cleanups.defer(() => queue.close());
  const storage = cleanups.use(await startStorage(contents, secrets.storage));
  const workers: WorkerProcess[] = [];
  const windows = new Windows((name) => workers.some((it) => it.name === name && it.kill()));
  const api = cleanups.use(
    await startApi({
      directory: folder.make("content"),
      keyPrefix: secrets.key,
      onCompleted: (worker) => windows.completed(worker),
      instead,
    }),
  );
  const env = { STORAGE_URL: storage.origin, STORAGE_SECRET: secrets.storage };
  const common = { ...env, OPENAI_BASE_URL: api.baseUrl, LOCK_DURATION: `${options.lockDuration}` };
  for (let index = 1; index <= options.workers; index++) {
    const name = `w${index}`;
    const mayPass = (sent: Buffer) => windows.mayPass(name, sent);
    const { port } = cleanups.use(await startRedisProxy(redis.port, mayPass));
    const own = { REDIS_URL: `redis://127.0.0.1:${port}`, OPENAI_API_KEY: secrets.key + name };
    const { worker: program } = programs;
    workers.push(cleanups.use(startWorker({ name, program, env: { ...common, ...own } })));
  }
  const url = `redis://127.0.0.1:${redis.port}`;
  const produce = () => runProducer(programs.producer, names, url);
  const parts = { contents, workers, api, storage, redis, queue, client, windows, produce };
  return { ...parts, [Symbol.asyncDispose]: () => cleanups[Symbol.asyncDispose]() };
}

async function runProducer(program: string, names: readonly string[], url: string): Promise<void> {
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, REDIS_URL: url },
    stdio: ["pipe", "ignore", "inherit"],
  });
  child.stdin.end(names.join("\n"));
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error(`the producer ended with ${code ?? "a signal"}`);
}

interface Folder extends Disposable {
  make(name: string): string;
}

function makeFolder(): Folder {
  const folder = mkdtempSync(join(tmpdir(), "fleet-"));
  const remove = () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  const forget = atExit(remove);
  return {
    make: (name) => {
      const path = join(folder, name);
      mkdirSync(path);
      return path;
    },
    [Symbol.dispose]: () => {
      remove();
      forget();
    },
  };
}
