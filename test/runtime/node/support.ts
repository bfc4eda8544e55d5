import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { mkdtemp, open as openFile, rm, writeFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { createServer } from "node:https";
import {
  createServer as createNetServer,
  type AddressInfo,
  type Server,
  type Socket,
} from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { encoded, type Segment, type SourceSegment } from "../../../generator/runtime/body.ts";
import type { OpenFile } from "../../../generator/runtime/node/file-range.ts";
import { open } from "../../../generator/runtime/open.ts";
import type { Transport } from "../../../generator/runtime/transport.ts";

/** Self-signed for 127.0.0.1, valid for a hundred years, trusted by nobody. */
export const tls = {
  key: readFileSync(new URL("tls-key.pem", import.meta.url)),
  cert: readFileSync(new URL("tls-cert.pem", import.meta.url)),
};

/** A TCP server that a test speaks HTTP with by hand. Resolves with its base URL. */
export async function serveRaw(onConnection: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createNetServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    onConnection(socket);
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
  });
  return `http://${await listen(server)}`;
}

export async function serveTls(listener: RequestListener): Promise<string> {
  const server = createServer(tls, listener);
  onTestFinished(() => {
    server.closeAllConnections();
  });
  return `https://${await listen(server)}`;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export interface Sent {
  readonly method?: string;
  readonly headers?: HeadersInit;
  /** @default none, for a request without a body */
  readonly segments?: readonly Segment[];
  readonly signal?: AbortSignal;
}

/** Makes one request as the client does: the signal aborts with what a source of the body throws, too. */
export async function send(transport: Transport, url: string, sent: Sent = {}): Promise<Response> {
  const { method = "POST", segments, signal = new AbortController().signal } = sent;
  const failed = new AbortController();
  const bytes = open(segments ?? [], (error) => {
    failed.abort(error);
  });
  const body = segments && encoded("application/octet-stream", segments);
  try {
    return await transport({
      method,
      url,
      headers: new Headers(sent.headers),
      body,
      bytes,
      sent: () => undefined,
      signal: AbortSignal.any([signal, failed.signal]),
    });
  } finally {
    if (signal.aborted) void bytes.return();
  }
}

/** A path in a folder that is deleted after the test; with content, that of a file. */
export async function temporaryPath(
  name: string,
  content?: string | Uint8Array,
  finished: typeof onTestFinished = onTestFinished,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "runtime-node-"));
  finished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, name);
  if (content !== undefined) await writeFile(path, content);
  return path;
}

export const MiB = 2 ** 20;

/** How far a source has been read. */
interface Reading extends SourceSegment {
  opened: number;
  /** Chunks. */
  given: number;
  ended: boolean;
}

/** Chunks of 1 MiB, made when they are asked for. */
export function chunks(count: number, size?: number): Reading {
  const segment = {
    size,
    opened: 0,
    given: 0,
    ended: false,
    async *stream() {
      segment.opened++;
      try {
        for (let left = count; left > 0; left--) {
          await new Promise(setImmediate);
          segment.given++;
          yield new Uint8Array(MiB);
        }
      } finally {
        segment.ended = true;
      }
    },
  };
  return segment;
}

/** Resolves when a connection is closed, by an error or not. */
export function closing(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.on("close", () => {
      resolve();
    });
  });
}

export async function fileOf(content: Uint8Array): Promise<OpenFile> {
  const path = await temporaryPath("content.bin", content);
  const handle = await openFile(path);
  onTestFinished(() => handle.close());
  return { path, handle, buffers: [] };
}

/** How many descriptors of this process are open at a path. */
export function descriptorsAt(path: string): number {
  const open = readdirSync("/proc/self/fd").flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)];
    } catch {
      return [];
    }
  });
  return open.filter((target) => target === path).length;
}
