/** What is tried with each proxy, over each transport. */
import { createHash, randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient, uploadFile, UploadsApi } from "../../generated/src/node.ts";
import type { Backend, Behaviour, Place } from "./backend.ts";
import { tell, WrongError, type Told } from "./told.ts";
import { watched, type Transports } from "./transports.ts";

/** The same proxy, set up in four ways: each gives the port it listens on. */
export interface Ports {
  /** As it is by default. */
  readonly plain: number;
  /** With a limit of 1 MiB. */
  readonly limited: number;
  /** With a patience of one second. */
  readonly hasty: number;
  /** With nothing behind it. */
  readonly deserted: number;
}

interface Case {
  /** Its row. */
  readonly name: string;
  /** @default "well" */
  readonly behaviour?: Behaviour;
  /** @default "plain" */
  readonly setup?: keyof Ports;
  readonly run: (uploads: UploadsApi, place: Place) => Promise<string>;
}

const MiB = 2 ** 20;
const created = {
  filename: "a.bin",
  purpose: "assistants",
  mime_type: "application/octet-stream",
} as const;

export const cases: readonly Case[] = [
  { name: "a whole file", run: upload({ megabytes: 8, parts: 8, concurrency: 3, maxRetries: 10 }) },
  { name: "a part over the proxy's limit", setup: "limited", run: upload({ megabytes: 4 }) },
  { name: "413 from behind", behaviour: "refuses", run: upload({ megabytes: 4 }) },
  { name: "the backend dies in mid-body", behaviour: "dies", run: upload({ megabytes: 24 }) },
  {
    name: "it does so every second time",
    behaviour: "dies now and then",
    run: upload({ megabytes: 2, parts: 2, maxRetries: 10 }),
  },
  { name: "no backend", setup: "deserted", run: create },
  { name: "a slow backend, 16 MiB", behaviour: "slow", run: upload({ megabytes: 16 }) },
  { name: "a slow backend, 1 MiB", behaviour: "slow", run: upload({ megabytes: 4, parts: 4 }) },
  { name: "the first half of a body", run: inHalves },
  { name: "a client that pauses", setup: "hasty", run: slowly },
  { name: "kept connections, closed in front", setup: "hasty", run: withPauses },
  {
    name: "kept connections, closed behind",
    behaviour: "stale",
    run: upload({ megabytes: 2, parts: 2, maxRetries: 10 }),
  },
];

/** What the client tells its user, who sends over that transport, in that case. */
export function runCase(
  { behaviour = "well", setup = "plain", run }: Case,
  ports: Ports,
  backend: Backend,
  transport: Transports,
): Promise<Told> {
  const place = backend.at(behaviour);
  const { options, check } = watched(transport);
  const baseUrl = `http://127.0.0.1:${ports[setup]}${place.path}`;
  const uploads = new UploadsApi(createClient({ apiKey: "proxies-key", baseUrl, ...options }));
  return tell(() => run(uploads, place).finally(check));
}

interface Size {
  readonly megabytes: number;
  /** @default 1 */
  readonly parts?: number;
  /** @default 1 */
  readonly concurrency?: number;
  /** @default 1 */
  readonly maxRetries?: number;
}

/** A whole file, compared with what has arrived. */
function upload({ megabytes, parts = 1, concurrency = 1, maxRetries = 1 }: Size): Case["run"] {
  const [size, partSize] = [megabytes * MiB, (megabytes / parts) * MiB];
  return async (uploads, place) => {
    // Random, as what repeats would hide a mistake.
    const source = new Blob([randomBytes(size)]);
    const { file } = await uploadFile(uploads, source, {
      ...{ purpose: "assistants", filename: "a.bin" },
      ...{ partSize, concurrency, maxRetries, md5: true },
    });
    const received = place.file(file.id);
    if (!received || (await md5(received)) !== (await md5(source)))
      throw new WrongError("other bytes arrived");
    return "";
  };
}

async function md5(blob: Blob): Promise<string> {
  return createHash("md5")
    .update(new Uint8Array(await blob.arrayBuffer()))
    .digest("hex");
}

async function create(uploads: UploadsApi): Promise<string> {
  await uploads.createUpload({ ...created, bytes: 1 }, { maxRetries: 0 });
  return "";
}

/** Whether the backend sees the first half of a part before the second is sent: two seconds are waited for that. */
async function inHalves(uploads: UploadsApi, place: Place): Promise<string> {
  let isPassedOn: boolean | undefined;
  const seen = () => place.received() > 0;
  await sendPart(uploads, place, async () => {
    for (let turn = 0; turn < 100 && !seen(); turn++) await sleep(20);
    isPassedOn = seen();
  });
  return isPassedOn ? "at once" : "as a whole";
}

async function slowly(uploads: UploadsApi, place: Place): Promise<string> {
  await sendPart(uploads, place, () => sleep(3500));
  return "";
}

/** A part in two halves of 256 KiB, with something between them; sent once more where that fails. */
async function sendPart(
  uploads: UploadsApi,
  place: Place,
  between: () => Promise<void>,
): Promise<void> {
  const half = new Uint8Array(256 * 1024);
  const size = 2 * half.length;
  const { id } = await inMemory(place).createUpload({ ...created, bytes: size });
  async function* halves() {
    yield half;
    await between();
    yield half;
  }
  // Taken for a Blob, which is read anew each time.
  const data = { size, slice: () => data, stream: halves } as unknown as Blob;
  await uploads.addUploadPart(id, { data }, { maxRetries: 1 });
}

/** Past the proxy. */
function inMemory({ path, fetch }: Place): UploadsApi {
  const baseUrl = `http://127.0.0.1${path}`;
  return new UploadsApi(createClient({ apiKey: "proxies-key", baseUrl, fetch }));
}

/** Three calls, each when the proxy has had time to close the connection of the last. */
async function withPauses(uploads: UploadsApi): Promise<string> {
  const data = new Uint8Array(1000);
  const { id } = await uploads.createUpload({ ...created, bytes: data.length });
  await sleep(1100);
  const part = await uploads.addUploadPart(id, { data });
  await sleep(1100);
  await uploads.completeUpload(id, { part_ids: [part.id] });
  return "";
}
