/** Streams that stand in for `http.request`, as tests make them by hand. */
import http from "node:http";
import { PassThrough, Readable } from "node:stream";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { ConnectionError, createClient, UploadsApi } from "../../../generated/src/node.ts";
import { rejection } from "../../runtime/support.ts";
import { endless, stalled } from "./bodies.ts";
import { apiKey } from "./checks.ts";
import type { RealServer } from "./real-server.ts";
import { operations, realServer } from "./support.ts";

let real: RealServer;
beforeEach(async () => {
  real = await realServer();
});
const uploads = () => operations("node:http", real.baseUrl);

describe("a stand-in for http.request", () => {
  interface StandIn {
    readonly request: PassThrough;
    readonly received: Promise<ArrayBuffer>;
    readonly respond: (response: Readable) => void;
  }

  /** A stream takes the place of the next request. */
  function replaceRequest(): StandIn {
    const request = new PassThrough();
    const received = new Response(Readable.toWeb(request) as ReadableStream).arrayBuffer();
    received.catch(() => undefined);
    const spy = vi.spyOn(http, "request").mockReturnValue(request as never);
    onTestFinished(() => {
      spy.mockRestore();
    });
    return {
      request,
      received,
      respond: (response) => request.emit("response", response),
    };
  }

  test("is used, and may respond with as little as a stream, a status and headers", async () => {
    const { received, respond } = replaceRequest();
    const added = uploads().addUploadPart("u", { data: new Blob(["hello"]) });
    const body = Buffer.from(await received);
    expect(body.toString()).toContain("\r\n\r\nhello\r\n");
    const headers = { "content-type": "application/json" };
    respond(
      Object.assign(Readable.from([Buffer.from('{"id":"mocked"}')]), { statusCode: 200, headers }),
    );
    expect(await added).toEqual({ id: "mocked" });
    expect(real.requests).toBe(0);
  });

  test("may take no more of the body while it responds with a success", async () => {
    const { request, respond } = replaceRequest();
    const response = Object.assign(new PassThrough(), { statusCode: 200, headers: {} });
    const data = endless();
    const added = uploads().addUploadPart("u", { data });
    request.on("close", () => response.destroy());
    setTimeout(() => {
      respond(response);
      request.write = () => {
        setTimeout(() => response.end('{"id":"mocked"}'), 20);
        throw new Error("enough");
      };
    }, 10);
    expect(await added).toEqual({ id: "mocked" });
  });

  test("may break off a response that nobody reads", async () => {
    const { respond } = replaceRequest();
    const cancelled = uploads().cancelUpload("u");
    const response = Object.assign(new PassThrough(), { statusCode: 204, headers: {} });
    setTimeout(() => {
      respond(response);
      response.destroy(new Error("broken"));
    }, 10);
    expect(await cancelled).toBeUndefined();
  });

  test("that is closed without a word after the body fails the call", async () => {
    const { request } = replaceRequest();
    const error = rejection(uploads().addUploadPart("u", { data: new Blob(["hello"]) }));
    request.on("end", () => request.destroy());
    expect(await error).toMatchObject({
      name: "ConnectionError",
      message: expect.stringContaining("the connection was closed without a response") as string,
    });
  });

  test("is closed by an abort", async () => {
    const { request } = replaceRequest();
    const controller = new AbortController();
    const { signal } = controller;
    const error = rejection(uploads().addUploadPart("u", { data: stalled() }, { signal }));
    setTimeout(() => controller.abort("enough"), 10);
    expect(await error).toBe("enough");
    expect(request.destroyed).toBe(true);
  });

  test("is not asked for anything after an abort", async () => {
    const controller = new AbortController();
    const spy = vi.spyOn(http, "request");
    onTestFinished(() => {
      spy.mockRestore();
    });
    const client = createClient({
      baseUrl: real.baseUrl,
      apiKey() {
        controller.abort("enough");
        return apiKey;
      },
    });
    const { signal } = controller;
    expect(await rejection(new UploadsApi(client).cancelUpload("u", { signal }))).toBe("enough");
    await new Promise(setImmediate);
    expect(spy).not.toHaveBeenCalled();
  });

  test.each<[string, (standIn: StandIn) => void]>([
    ["fails", ({ request }) => request.destroy(new Error("broken"))],
    ["is closed without a word", ({ request }) => request.destroy()],
    ["responds without a status", ({ respond }) => respond(Readable.from([]))],
  ])("that %s in mid-body fails the call", async (_, act) => {
    const standIn = replaceRequest();
    const error = rejection(uploads().addUploadPart("u", { data: stalled() }));
    setTimeout(act, 10, standIn);
    expect(await error).toBeInstanceOf(ConnectionError);
  });
});
