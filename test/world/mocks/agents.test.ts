/** Agents that others make: what their connections lack or throw fails the call, and never the process. */
import { randomBytes } from "node:crypto";
import { Agent, type ClientRequest } from "node:http";
import { connect, type NetConnectOpts, type Socket } from "node:net";
import { Duplex, Readable } from "node:stream";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import {
  ConnectionError,
  createClient,
  httpTransport,
  openFile,
  TimeoutError,
  UploadsApi,
} from "../../../generated/src/node.ts";
import { temporaryPath } from "../../runtime/node/support.ts";
import { closedPort, readAll, rejection } from "../../runtime/support.ts";
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

function uploadsOver(agent: Agent): UploadsApi {
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

  test("one that throws is a mistake, and not asked again", async () => {
    const error = await rejection(add(agentThat(fail, keepAlive), { maxRetries: 5 }));
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toHaveProperty("cause", thrown);
  });

  test.each<[string, Connect]>([
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

describe("an agent that is none of Node's", () => {
  test.each([
    ["gives connections by itself", () => real.baseUrl, { id: "real" }],
    ["may give one that it has kept, and that fails", closedPort, ConnectionError],
  ])("%s", async (_, urlOf, want) => {
    const { port, hostname } = new URL(await urlOf());
    const agent = {
      addRequest(request: ClientRequest) {
        request.reusedSocket = true;
        request.onSocket(connect(Number(port), hostname));
      },
    };
    const outcome = await add(agent as unknown as Agent).catch((error: unknown) => error);
    if (typeof want === "function") expect(outcome).toBeInstanceOf(want);
    else expect(outcome).toEqual(want);
  });
});

/** As msw 3 has its sockets: says that bytes are written at once, and sends them later. */
function holding(socket: Socket): Socket {
  type Write = (isMany: boolean, data: unknown, encoding: string, done: () => void) => void;
  const internals = socket as unknown as { _writeGeneric: Write };
  const write = internals._writeGeneric.bind(socket);
  const held: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;
  internals._writeGeneric = (isMany, data, encoding, done) => {
    held.push(() => write(isMany, data, encoding, () => undefined));
    clearTimeout(timer);
    timer = setTimeout(() => held.forEach((send) => send()), 100);
    done();
  };
  return socket;
}

test("a file on disk arrives as it is over a socket that holds on to what is written", async () => {
  const content = randomBytes(10 << 20);
  let received: Buffer | undefined;
  const { baseUrl } = await realServer("http", (request, response) => {
    void readAll(request as AsyncIterable<Uint8Array>).then((body) => {
      received = body;
      response.end("{}");
    });
  });
  const transport = httpTransport({ agent: agentThat((options) => holding(connect(options))) });
  const uploads = new UploadsApi(createClient({ apiKey, baseUrl, transport }));
  await using file = await openFile(await temporaryPath("a.bin", content));
  await uploads.addUploadPart("u", { data: file.read(0, file.size) });
  expect(received?.includes(content)).toBe(true);
});
