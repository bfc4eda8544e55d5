/** What the program talks to: three Uploads servers behind one port, and what it asks about them. */
import { createHash } from "node:crypto";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import {
  createUploadsServer,
  type UploadsServer,
} from "../../generated/src/runtime/uploads/testing/index.ts";
import { makeContent, partSize } from "./content.ts";
import type { State } from "./checks/context.ts";
import type { Report } from "./program.ts";

export interface TestServer {
  /** Without a path. */
  readonly origin: string;
  /** What the program has found. */
  readonly report: Promise<Report>;
  close(): void;
}

type Handler = (request: Request, bindings: unknown) => Promise<Response>;

const content = makeContent();
const md5 = createHash("md5").update(content).digest("hex");

/** Listens on a free port. `pages` are what a browser gets to see, by path. */
export async function startServer(pages: Record<string, Response>): Promise<TestServer> {
  const { handler, report } = makeHandler(pages);
  const http = createAdaptorServer({ fetch: withCors(handler), overrideGlobalObjects: false });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    report,
    close() {
      http.close();
      (http as Server).closeAllConnections();
    },
  };
}

function makeServers(): Record<string, UploadsServer> {
  const apiKey = "platforms-key";
  return {
    v1: createUploadsServer({ apiKey }),
    slow: createUploadsServer({ apiKey, basePath: "/slow" }),
    stuck: createUploadsServer({
      apiKey,
      basePath: "/stuck",
      faults: ({ operation }) =>
        operation === "addUploadPart" ? { kind: "stall", afterBytes: 2 ** 16 } : undefined,
    }),
    small: createUploadsServer({ apiKey, basePath: "/small", maxPartBytes: partSize }),
  };
}

function makeHandler(pages: Record<string, Response>): {
  handler: Handler;
  report: Promise<Report>;
} {
  const servers = makeServers();
  const hashes = new Map<string, string>();
  let arriving = 0;
  let onReport: (report: Report) => void;
  const report = new Promise<Report>((resolve) => (onReport = resolve));
  const handler: Handler = async (request, bindings) => {
    const { pathname, port } = new URL(request.url);
    const [, first = "", second = "", ...others] = pathname.split("/");
    if (first === "report") onReport((await request.json()) as Report);
    if (first === "state") return Response.json({ ...stateOf(servers[second]), arriving });
    if (first === "moved") {
      // What is not read, two browsers don't hear the response to.
      await request.arrayBuffer();
      const location = `http://localhost:${port}/v1/${[second, ...others].join("/")}`;
      return new Response(null, { status: 307, headers: { location } });
    }
    if (first === "received")
      return Response.json(await compare(servers.v1?.file(second), hashes.get(second)));
    const server = servers[first];
    if (!server) return pages[pathname]?.clone() ?? new Response(null, { status: 404 });
    if (!pathname.endsWith("/complete"))
      return server.fetch(
        first === "slow" ? slowed(request, (bytes) => (arriving += bytes)) : request,
        bindings,
      );
    return completed(server, request, hashes);
  };
  return { handler, report };
}

/** Notes the md5 that came with the completion. */
async function completed(
  server: UploadsServer,
  request: Request,
  hashes: Map<string, string>,
): Promise<Response> {
  const { url, method, headers } = request;
  const body = await request.text();
  const response = await server.fetch(new Request(url, { method, headers, body }));
  const { file } = (await response.clone().json()) as { file?: { id: string } };
  const { md5 } = JSON.parse(body) as { md5?: string };
  if (file && md5) hashes.set(file.id, md5);
  return response;
}

/** The body takes seconds to arrive, and its sender is held back. */
function slowed(request: Request, onBytes: (bytes: number) => void): Request {
  const { url, method, headers, signal } = request;
  if (!request.body) return request;
  const body = request.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      async transform(chunk, controller) {
        onBytes(chunk.length);
        await new Promise((resolve) => setTimeout(resolve, 10));
        controller.enqueue(chunk);
      },
    }),
  );
  const init: RequestInit & { duplex: "half" } = {
    method,
    headers,
    signal,
    body,
    duplex: "half",
  };
  return new Request(url, init);
}

function stateOf(server: UploadsServer | undefined): Omit<State, "arriving"> | undefined {
  if (!server) return undefined;
  const requests = server.requests();
  const unfinished = requests.filter(({ status }) => status === undefined).length;
  return {
    inFlight: server.inFlight(),
    unanswered: unfinished - server.inFlight(),
    partsReceived: requests.filter(({ part }) => part).length,
    statuses: server.uploads().map(({ status }) => status),
  };
}

async function compare(
  file: File | undefined,
  given: string | undefined,
): Promise<Record<"content" | "md5", string>> {
  const received = file && Buffer.from(await file.arrayBuffer());
  const isSame = received?.equals(content);
  return {
    content: isSame ? "same" : received ? "another" : "not there",
    md5: given === md5 ? "right" : (given ?? "none"),
  };
}

/** Lets pages of another origin in, as the API does. */
function withCors(handler: Handler): Handler {
  return async (request, bindings) => {
    const isPreflight = request.method === "OPTIONS";
    const response = isPreflight
      ? new Response(null, { status: 204 })
      : await handler(request, bindings);
    response.headers.set("access-control-allow-origin", "*");
    response.headers.set("access-control-allow-headers", "authorization, content-type");
    response.headers.set("access-control-expose-headers", "x-request-id");
    return response;
  };
}
