/** Uploads one file and tells its parent what that took. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import * as node from "../../generated/src/node.ts";
import { fetchTransport } from "../../generated/src/runtime/transport.ts";
import { peakMemory } from "../process.ts";

/** What the uploader is started with, as JSON in its first argument. */
export interface Order {
  readonly baseUrl: string;
  readonly path: string;
  readonly transport: string;
  /** "file" or "stream". */
  readonly source: string;
  /** Numbers. */
  readonly partSize: string | undefined;
  readonly concurrency: string | undefined;
}

export interface Measured {
  readonly seconds: number;
  /** Bytes. */
  readonly peakMemory: number;
}

const order = JSON.parse(process.argv[2] ?? "") as Order;
const { baseUrl, path, transport, partSize, concurrency } = order;
const { UploadsApi, createClient, httpTransport, openFile, streamSource, uploadFile } = node;
const chosen = transport === "fetch" ? fetchTransport() : httpTransport();
const uploads = new UploadsApi(createClient({ apiKey: "key", baseUrl, transport: chosen }));
await using file = await openFile(path);
const { size, name } = file;
const isStream = order.source === "stream";
const started = performance.now();
await uploadFile(uploads, isStream ? streamSource(createReadStream(path), { size, name }) : file, {
  purpose: "assistants",
  partSize: partSize === undefined ? undefined : Number(partSize),
  concurrency: concurrency === undefined ? undefined : Number(concurrency),
  md5: isStream ? () => createHash("md5") : undefined,
});
const seconds = (performance.now() - started) / 1000;
process.send?.({ seconds, peakMemory: peakMemory("self") } satisfies Measured);
process.disconnect();
