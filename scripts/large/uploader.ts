/** Uploads one file and tells its parent what that took. */
import * as node from "../../generated/src/node.ts";
import { fetchTransport } from "../../generated/src/runtime/transport.ts";
import { peakMemory } from "../process.ts";

/** What the uploader is started with, as JSON in its first argument. */
export interface Order {
  readonly baseUrl: string;
  readonly path: string;
  readonly transport: string;
}

export interface Measured {
  readonly seconds: number;
  /** Bytes. */
  readonly peakMemory: number;
}

const { baseUrl, path, transport } = JSON.parse(process.argv[2] ?? "") as Order;
const { UploadsApi, createClient, httpTransport, openFile, uploadFile } = node;
const chosen = transport === "fetch" ? fetchTransport() : httpTransport();
const uploads = new UploadsApi(createClient({ apiKey: "key", baseUrl, transport: chosen }));
await using source = await openFile(path);
const started = performance.now();
await uploadFile(uploads, source, { purpose: "assistants" });
const seconds = (performance.now() - started) / 1000;
process.send?.({ seconds, peakMemory: peakMemory("self") } satisfies Measured);
process.disconnect();
