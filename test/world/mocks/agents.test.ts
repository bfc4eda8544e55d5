/** Agents and requests that others make: what they lack or throw fails the call, and never the process. */
import http, { Agent, type ClientRequest } from "node:http";
import { connect, type NetConnectOpts, type Socket, type TcpNetConnectOpts } from "node:net";
import { Duplex, PassThrough, Readable } from "node:stream";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import {
  ConnectionError,
  createClient,
  httpTransport,
  TimeoutError,
  UploadsApi,
} from "../../../generated/src/node.ts";
import { rejection } from "../../runtime/support.ts";
import { stalled } from "./bodies.ts";
import { apiKey } from "./checks.ts";
import type { RealServer } from "./real-server.ts";
import { realServer } from "./support.ts";

let real: RealServer;
beforeEach(async () => {
  real = await realServer();
});

type Connected = (error: Error | null, stream?: Duplex) => void;
type Connect = (options: NetConnectOpts, connected: Connected) => Duplex | undefined;

function agentThat(createConnection: Connect, keepAlive = false): Agent {
  const agent = new Agent({ keepAlive });
  onTestFinished(() => {
    agent.destroy();
  });
  return Object.assign(agent, { createConnection });
}

function uploadsOver(agent?: Agent): UploadsApi {
  const transport = httpTransport({ agent });
  const { baseUrl } = real;
  return new UploadsApi(createClient({ apiKey, baseUrl, maxRetries: 0, transport }));
}

const part = { data: new Blob([new Uint8Array(1 << 20)]) };
const add = (agent: Agent, options = {}) => uploadsOver(agent).addUploadPart("u", part, options);

/** A connection without what sockets have on top of streams, as tunnels give. */
function tunnel(options: NetConnectOpts): Duplex {
  const socket = connect(options);
  const stream: Duplex = new Duplex({
    read: () => socket.resume(),
    write: (chunk, encoding, done) => socket.write(chunk as Uint8Array, encoding, done),
    final: (done) => socket.end(done),
    destroy(error, done) {
      socket.destroy();
      done(error);
    },
  });
  socket.on("data", (chunk) => stream.push(chunk) || socket.pause());
  socket.on("end", () => stream.push(null));
  socket.on("error", (error) => stream.destroy(error));
  return stream;
}

describe.each([false, true])("an agent that keeps connections: %s", (keepAlive) => {
  test.each<[string, Connect]>([
    ["a stream that is no socket", tunnel],
    [
      "a stream late",
      (options, connected) => void setTimeout(() => connected(null, tunnel(options)), 20),
    ],
    [
      "a socket late",
      (options, connected) => void setTimeout(() => connected(null, connect(options)), 20),
    ],
  ])("may give %s", async (_, give) => {
    const agent = agentThat(give, keepAlive);
    for (let call = 0; call < 2; call++) expect(await add(agent)).toEqual({ id: "real" });
  });

  const thrown = new Error("not today");
  const fail = () => {
    throw thrown;
  };

  test.each<[string, Connect]>([
    ["throws", fail],
    ["reports an error", (_, connected) => void setImmediate(connected, thrown)],
    ["gives what throws when it is written to", (options) => broken(options, "write")],
    ["gives what throws when Node writes", (options) => broken(options, "_write")],
    ["gives what throws when Node writes much", (options) => broken(options, "_writev")],
  ])("one that %s fails the call", async (_, give) => {
    const error = await rejection(add(agentThat(give, keepAlive)));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toHaveProperty("cause", thrown);
  });

  test.each<[string, (options: NetConnectOpts) => Readable]>([
    ["can't be written to", () => new Readable({ read: () => undefined })],
    [
      "can't be changed",
      (options) => Object.defineProperty(tunnel(options), "write", { value: fail }),
    ],
  ])("one that gives what %s fails the call", async (_, give) => {
    const error = await rejection(add(agentThat(give as unknown as Connect, keepAlive)));
    expect(error).toBeInstanceOf(ConnectionError);
  });

  function broken(options: NetConnectOpts, method: "write" | "_write" | "_writev"): Duplex {
    return Object.assign(tunnel(options), { [method]: fail });
  }

  test("one that never gives a connection is left after the timeout", async () => {
    const agent = agentThat(() => undefined, keepAlive);
    expect(await rejection(add(agent, { timeout: 50 }))).toBeInstanceOf(TimeoutError);
  });

  test("one that never gives a connection does not hold an abort", async () => {
    const controller = new AbortController();
    const agent = agentThat(() => {
      setImmediate(() => controller.abort("enough"));
      return undefined;
    }, keepAlive);
    expect(await rejection(add(agent, { signal: controller.signal }))).toBe("enough");
  });

  test("a connection that can't be closed does not hold an abort", async () => {
    const data = stalled();
    const controller = new AbortController();
    let socket: Socket | undefined;
    const agent = agentThat((options) => {
      socket = connect(options);
      return Object.assign(socket, { destroy: fail });
    }, keepAlive);
    onTestFinished(() => {
      if (socket) Reflect.deleteProperty(socket, "destroy");
    });
    const { signal } = controller;
    const error = rejection(uploadsOver(agent).addUploadPart("u", { data }, { signal }));
    await data.isWaiting;
    controller.abort("enough");
    expect(await error).toBe("enough");
    expect(data.ended).toBe(true);
  });
});

test("an agent that is none of Node's gives connections by itself", async () => {
  const agent = {
    addRequest(request: ClientRequest, options: NetConnectOpts) {
      const { port, host } = options as TcpNetConnectOpts;
      request.onSocket(connect(port, host));
    },
  };
  expect(await add(agent as unknown as Agent)).toEqual({ id: "real" });
});

describe("a stand-in for http.request", () => {
  interface StandIn {
    readonly request: PassThrough;
    readonly received: Promise<Buffer>;
    readonly respond: (response: Readable) => void;
  }

  /** A stream takes the place of the next request. */
  function replaceRequest(): StandIn {
    const request = new PassThrough();
    const received = new Response(Readable.toWeb(request) as ReadableStream).arrayBuffer();
    const spy = vi.spyOn(http, "request").mockReturnValue(request as never);
    onTestFinished(() => {
      spy.mockRestore();
    });
    return {
      request,
      received: received.then((bytes) => Buffer.from(bytes)),
      respond: (response) => request.emit("response", response),
    };
  }

  test("is used, and may respond with as little as a stream, a status and headers", async () => {
    const { received, respond } = replaceRequest();
    const added = uploadsOver().addUploadPart("u", { data: new Blob(["hello"]) });
    const body = await received;
    expect(body.toString()).toContain("\r\n\r\nhello\r\n");
    const headers = { "content-type": "application/json" };
    respond(
      Object.assign(Readable.from([Buffer.from('{"id":"mocked"}')]), { statusCode: 200, headers }),
    );
    expect(await added).toEqual({ id: "mocked" });
    expect(real.requests).toBe(0);
  });

  test.each<[string, (standIn: StandIn) => void]>([
    ["fails", ({ request }) => request.destroy(new Error("broken"))],
    ["is closed without a word", ({ request }) => request.destroy()],
    ["responds without a status", ({ respond }) => respond(Readable.from([]))],
  ])("that %s in mid-body fails the call", async (_, act) => {
    const standIn = replaceRequest();
    standIn.received.catch(() => undefined);
    const error = rejection(uploadsOver().addUploadPart("u", { data: stalled() }));
    setTimeout(act, 10, standIn);
    expect(await error).toBeInstanceOf(ConnectionError);
  });
});
