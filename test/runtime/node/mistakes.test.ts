// Mistakes in how a client is set up: told at once, sent nowhere, and not tried again.
import { Agent } from "node:http";
import nodeHttps from "node:https";
import { connect, Socket } from "node:net";
import { Duplex } from "node:stream";
import { describe, expect, test, vi } from "vitest";
import { multipart } from "../../../generator/runtime/multipart.ts";
import {
  httpTransport,
  type HttpTransportOptions,
} from "../../../generator/runtime/node/http-transport.ts";
import { clientOf, rejection } from "../support.ts";
import { MiB, serveRaw } from "./support.ts";

/** Says of itself that it is for https, as an agent does that goes by who calls it, and opens plain connections. */
class PlainAgent extends Agent {
  readonly #open: () => Duplex;
  calls = 0;

  constructor(open: () => Duplex, keepAlive: boolean) {
    super({ keepAlive });
    this.#open = open;
    Object.assign(this, { protocol: "https:" });
  }

  override createConnection() {
    this.calls += 1;
    return this.#open();
  }
}

/** A proxy that keeps what it gets, and responds. */
async function eavesdropper() {
  const heard: string[] = [];
  const url = await serveRaw((socket) => {
    socket.on("data", (data) => {
      heard.push(data.toString("latin1"));
      socket.write(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
      );
    });
  });
  const { port } = new URL(url);
  // What is cut off when the test is over is no error of it.
  const open = () => connect(Number(port), "127.0.0.1").on("error", () => undefined);
  return { heard, open };
}

/** A connection that is a stream and no socket. */
function streamOver(socket: Socket): Duplex {
  const stream: Duplex = new Duplex({
    read: () => undefined,
    write: (chunk, encoding, done) => socket.write(chunk as Uint8Array, encoding, done),
    final: (done) => socket.end(done),
  });
  socket.on("data", (chunk) => stream.push(chunk));
  return stream;
}

const form = { body: { data: new Uint8Array(MiB) }, encode: multipart({}) };
const https = "https://api.example/v1";

describe("a connection that is not encrypted, under an https baseUrl", () => {
  describe.each([false, true])("of an agent that keeps connections: %s", (keepAlive) => {
    test.each<[string, (open: () => Socket) => Duplex, object]>([
      ["a socket, and no body", (open) => open(), {}],
      ["a socket, and a large body", (open) => open(), form],
      ["a stream, and a large body", (open) => streamOver(open()), form],
    ])("gets no byte: %s", async (_, give, request) => {
      const { heard, open } = await eavesdropper();
      const agent = new PlainAgent(() => give(open), keepAlive);
      const client = clientOf({ baseUrl: https, transport: httpTransport({ agent }) });
      const error = await rejection(client.request("POST", "/uploads", request));
      // What was written would have arrived by then: a connection of a later time has.
      await new Promise((resolve) => open().on("connect", resolve));
      expect(heard).toEqual([]);
      expect(error).toEqual(
        new TypeError(
          `POST ${https}/uploads: the agent's connection is not encrypted; use an agent for https`,
        ),
      );
      expect(agent.calls).toBe(1);
    });
  });
});

/** Where a proxy refuses to open a tunnel, https-proxy-agent hands over what it said, in a socket that writes nothing. */
class RefusedTunnels extends nodeHttps.Agent {
  calls = 0;
  readonly #said: string;

  constructor(said: string) {
    super();
    this.#said = said;
  }

  override createConnection() {
    this.calls += 1;
    const socket = new Socket({ writable: false });
    // Once Node listens.
    setTimeout(() => {
      socket.push(this.#said);
      socket.push(null);
    }, 20);
    return socket;
  }
}

describe("a tunnel that a proxy does not open is an ApiError:", () => {
  test.each<[number, object, number]>([
    [407, {}, 1],
    [407, form, 1],
    [502, {}, 2],
    [503, form, 2],
  ])("%i", async (status, request, calls) => {
    const agent = new RefusedTunnels(`HTTP/1.1 ${status} No\r\nContent-Length: 2\r\n\r\nno`);
    const transport = httpTransport({ agent });
    const client = clientOf({ baseUrl: https, transport, maxRetries: 1 });
    const error = await rejection(client.request("POST", "/uploads", request));
    expect(error).toMatchObject({ name: "ApiError", status, body: "no" });
    expect(agent.calls).toBe(calls);
  });
});

test.each<[string, HttpTransportOptions, string]>([
  ["an agent for another scheme", { agent: new Agent() }, 'Protocol "https:" not supported'],
  ["no agent", { agent: JSON.parse("{}") as Agent }, "options.agent"],
  ["a certificate that is none", { tls: { cert: "no" } }, "PEM"],
])("is a TypeError at once: %s", async (_, options, reason) => {
  const request = vi.spyOn(nodeHttps, "request");
  const client = clientOf({ baseUrl: https, transport: httpTransport(options) });
  const error = await rejection(client.request("POST", "/uploads", form));
  expect(request).toHaveBeenCalledTimes(1);
  request.mockRestore();
  expect(error).toBeInstanceOf(TypeError);
  expect(String(error)).toMatch(
    `TypeError: POST ${https}/uploads: node:http can't send the request: `,
  );
  expect(String(error)).toContain(reason);
  expect(String(error)).toContain("; check agent, tls and baseUrl");
});

test.each(["http://[", "https://a.example:99999/v1", "http://a b/v1", "https://:80/v1"])(
  "is told when the client is made: %s",
  (baseUrl) => {
    expect(() => clientOf({ baseUrl })).toThrow(
      new TypeError(`baseUrl must be an http(s) URL, got "${baseUrl}"`),
    );
  },
);
