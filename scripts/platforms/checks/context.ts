/** What every check has, and asks. */
import type * as library from "../../../generated/src/index.ts";
import type * as nodeLibrary from "../../../generated/src/node.ts";
import { contentSize, partSize } from "../content.ts";

type Library = typeof library;
export type NodeLibrary = typeof nodeLibrary;

/** Where things are for one run. */
export interface Setting {
  /** Of the server, without a path. */
  readonly origin: string;
  /** A file with the content. */
  readonly path: string;
  /** Where a checkpoint may be kept. */
  readonly folder: string;
}

/** "-" is a check that is not for this platform, "lost" a response that the browser does not show, as the docs say. */
export type Outcome = "ok" | "-" | "lost";

/** What the server's side tells of itself. */
export interface State {
  readonly inFlight: number;
  /** Bytes that the slow server has read. */
  readonly arriving: number;
  /** Requests that ended without a response. */
  readonly unanswered: number;
  readonly partsReceived: number;
  readonly statuses: readonly string[];
}

/** What a check is given. */
export interface Context {
  readonly library: Library | NodeLibrary;
  readonly setting: Setting;
  readonly content: Uint8Array<ArrayBuffer>;
}

export const key = "platforms-key";
export const common = { purpose: "assistants", filename: "content.bin", partSize } as const;
export const announced = {
  filename: "announced.bin",
  purpose: "assistants",
  bytes: contentSize,
  mime_type: "application/octet-stream",
} as const;
export const inParts = { ...common, concurrency: 2 };

/** The generated class, over a client of the server's at that path. */
export function client({ library, setting }: Context, path = "v1", apiKey = key) {
  const { createClient, UploadsApi } = library;
  return new UploadsApi(createClient({ apiKey, baseUrl: `${setting.origin}/${path}` }));
}

/** The server has the content, with its md5 where the entry point makes one. */
export async function isReceived({ library, setting }: Context, id = ""): Promise<void> {
  const response = await fetch(`${setting.origin}/received/${id}`);
  const { content, md5 } = (await response.json()) as { content: string; md5: string };
  must(content === "same", `the server's File is ${content}`);
  const wanted = "openFile" in library ? "right" : "none";
  must(md5 === wanted, `md5 is ${md5}, should be ${wanted}`);
}

export async function stateOf({ setting }: Context, path: string): Promise<State> {
  return (await fetch(`${setting.origin}/state/${path}`)).json() as Promise<State>;
}

/** An error with its causes. */
export function describe(error: unknown): string {
  return error instanceof Error && error.cause
    ? `${String(error)} (${describe(error.cause)})`
    : String(error);
}

export function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

/** The portable entry point outside of browsers, where only `fetch` sends. */
export function isFetchAlone({ library }: Context): boolean {
  return !("openFile" in library) && "process" in globalThis;
}
