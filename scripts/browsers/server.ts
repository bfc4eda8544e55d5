/** What the page talks to: an Uploads server on loopback that stands still while the file is changed. */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import {
  createUploadsServer,
  type UploadsServer,
} from "../../generated/src/runtime/uploads/testing/index.ts";

/** When the file is changed: as the first bytes of this part come in, or before this part's response. */
export interface Moment {
  readonly at: "arrival" | "response";
  /** Counted from 1. */
  readonly part: number;
}

export interface TestServer {
  readonly origin: string;
  /** Begins anew, with a change to come. */
  arm(moment: Moment | undefined, change: () => Promise<void>): void;
  /** Whether the moment has come. */
  hasChanged(): boolean;
  /** The content of a File. */
  received(id: string): Promise<Buffer | undefined>;
  /** Has the page change a file of its own, which then holds this. */
  changeInPage(content: Uint8Array<ArrayBuffer>): Promise<void>;
  close(): void;
}

const page = `<!doctype html><meta charset="utf-8"><title>Uploads</title><input type="file">
<script type="module" src="/program.js"></script>`;

export async function startServer(program: string): Promise<TestServer> {
  const stage = new Stage(program);
  const fetch = (request: Request, bindings: unknown) => stage.handle(request, bindings);
  const http = createAdaptorServer({ fetch, overrideGlobalObjects: false });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    arm: (moment, change) => stage.arm(moment, change),
    hasChanged: () => stage.changed !== undefined,
    received: (id) => stage.received(id),
    changeInPage: (content) => stage.changeInPage(content),
    close() {
      http.close();
      (http as Server).closeAllConnections();
    },
  };
}

class Stage {
  /** There once the moment has come, and settled once the file has changed. */
  changed: Promise<void> | undefined;
  readonly #program: string;
  #server: UploadsServer = createUploadsServer();
  #moment: Moment | undefined;
  #change: () => Promise<void> = () => Promise.resolve();
  #parts = 0;
  #tellPage: (content: Uint8Array<ArrayBuffer>) => void = () => undefined;
  #toldPage: Promise<Uint8Array<ArrayBuffer>> = Promise.resolve(new Uint8Array());
  #pageHasChanged: (problem: string) => void = () => undefined;

  constructor(program: string) {
    this.#program = program;
  }

  arm(moment: Moment | undefined, change: () => Promise<void>): void {
    this.changed = undefined;
    this.#server = createUploadsServer();
    this.#moment = moment;
    this.#change = change;
    this.#parts = 0;
    this.#toldPage = new Promise((resolve) => (this.#tellPage = resolve));
  }

  async received(id: string): Promise<Buffer | undefined> {
    const file = this.#server.file(id);
    return file && Buffer.from(await file.arrayBuffer());
  }

  async changeInPage(content: Uint8Array<ArrayBuffer>): Promise<void> {
    const done = new Promise<string>((resolve) => (this.#pageHasChanged = resolve));
    this.#tellPage(content);
    const problem = await done;
    if (problem) throw new Error(problem);
  }

  async handle(request: Request, bindings: unknown): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname === "/") return new Response(page, { headers: { "content-type": "text/html" } });
    if (pathname === "/program.js")
      return new Response(this.#program, { headers: { "content-type": "text/javascript" } });
    if (pathname === "/change") return new Response(await this.#toldPage);
    if (pathname === "/changed") this.#pageHasChanged(await request.text());
    if (!pathname.startsWith("/v1/")) return new Response(null, { status: 204 });
    return pathname.endsWith("/parts")
      ? this.#takePart(request, bindings)
      : this.#server.fetch(request, bindings);
  }

  async #takePart(request: Request, bindings: unknown): Promise<Response> {
    const number = ++this.#parts;
    const response = await this.#server.fetch(this.#held(request, number), bindings);
    this.#isDue("response", number);
    await this.changed;
    return response;
  }

  #isDue(at: Moment["at"], part: number): void {
    if (this.#moment?.at === at && this.#moment.part === part) this.changed ??= this.#change();
  }

  /** A body of which nothing is read while the file is changed: its sender is held back. */
  #held(request: Request, number: number): Request {
    const { url, method, headers, signal, body } = request;
    const transform = async (chunk: Uint8Array, controller: TransformStreamDefaultController) => {
      this.#isDue("arrival", number);
      await this.changed;
      controller.enqueue(chunk);
    };
    const held = body?.pipeThrough(new TransformStream<Uint8Array, Uint8Array>({ transform }));
    const init = { method, headers, signal, body: held ?? null, duplex: "half" as const };
    return new Request(url, init);
  }
}
