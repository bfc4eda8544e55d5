import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as node from "../../generated/src/node.ts";
import * as portable from "../../generated/src/index.ts";
import { UploadError, UploadsApi, type Checkpoint } from "../../generated/src/index.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import type { Situation } from "./cases.ts";
import type { LookAlike } from "./look-alike.ts";
import { serve, type Served } from "./serve.ts";

export type TransportName = "fetch" | "node:http";

/** What a message may name that helps. */
const remedies = ["md5: false", "concurrency: 1", "may exist"];

/** Uploads a file of three Parts to a look-alike, and says in one line what has come of it. */
export async function observe(
  lookAlike: LookAlike,
  situation: Situation,
  transport: TransportName,
): Promise<string> {
  const served = await serve(lookAlike, situation);
  const folder = temporaryFolder("look-alikes");
  try {
    const path = join(folder, "three-parts.jsonl");
    const content = contentOf(lookAlike);
    await writeFile(path, content);
    return await new Observation({ lookAlike, situation, transport, served, path, content }).tell();
  } finally {
    served.close();
    await rm(folder, { recursive: true });
  }
}

interface Setting {
  readonly lookAlike: LookAlike;
  readonly situation: Situation;
  readonly transport: TransportName;
  readonly served: Served;
  readonly path: string;
  readonly content: Buffer;
}

class Observation {
  readonly #setting: Setting;
  readonly #store = new Map<string, Checkpoint>();
  #restarts = 0;

  constructor(setting: Setting) {
    this.#setting = setting;
  }

  async tell(): Promise<string> {
    const first = await this.#upload({});
    if (this.#store.size === 0) return first;
    return `${first}, resumable; with md5: false → ${await this.#upload({ md5: false })}`;
  }

  async #upload(options: Situation["options"]): Promise<string> {
    const { situation, lookAlike, path } = this.#setting;
    this.#restarts = 0;
    await using source = await node.openFile(path);
    try {
      const { file } = await node.uploadFile(this.#operations(), source, {
        purpose: "batch",
        partSize: partSizeOf(lookAlike),
        maxRetries: 2,
        checkpoint: this.#store,
        onRestart: () => this.#restarts++,
        ...situation.options,
        ...options,
      });
      return this.#told(await this.#compare(file.id));
    } catch (error) {
      return this.#told(failureOf(error));
    }
  }

  #operations(): UploadsApi {
    const { served, transport } = this.#setting;
    const { createClient } = transport === "fetch" ? portable : node;
    return new UploadsApi(createClient({ apiKey: "sk-test", baseUrl: served.baseUrl }));
  }

  #told(what: string): string {
    return this.#restarts === 0 ? what : `started over, then ${what}`;
  }

  async #compare(id: string): Promise<string> {
    const { lookAlike, served, content } = this.#setting;
    if (lookAlike.stores === false) return "File, with nothing in it";
    const stored = Buffer.from((await served.server.file(id)?.arrayBuffer()) ?? new ArrayBuffer());
    return stored.equals(content) ? "File" : "File, in another order";
  }
}

function failureOf(error: unknown): string {
  if (!(error instanceof UploadError)) return String(error);
  const named = remedies.filter((it) => error.message.includes(it)).map((it) => ` "${it}"`);
  return error.failure + named.join("");
}

function partSizeOf({ partSize = 65_536 }: LookAlike): number {
  return partSize;
}

/** Two Parts and a half, in which no stretch looks like another. */
function contentOf(lookAlike: LookAlike): Buffer {
  const words = new Uint32Array(Math.ceil((partSizeOf(lookAlike) * 2.5) / 4));
  for (let at = 0; at < words.length; at++) words[at] = Math.imul(at, 2_654_435_761);
  return Buffer.from(words.buffer);
}
