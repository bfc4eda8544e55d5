/** msw 2: https://mswjs.io */
import { delay, http, HttpResponse, passthrough, type HttpResponseResolver } from "msw";
import { setupServer } from "msw/node";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { ApiError, ConnectionError, type BinaryInput } from "../../../generated/src/node.ts";
import { RequestError } from "../../../generated/src/runtime/errors.ts";
import { rejection } from "../../runtime/support.ts";
import { endless, streamOf } from "./bodies.ts";
import { behavesWith } from "./conformance.ts";
import type { RealServer } from "./real-server.ts";
import { operations, realServer } from "./support.ts";
import { withMsw } from "./with-msw.ts";

behavesWith(withMsw({ delay, http, HttpResponse, passthrough, setupServer }), [
  "node:http",
  "fetch",
]);

const server = setupServer();

describe.each(["node:http", "fetch"] as const)("over %s", (way) => {
  let real: RealServer;
  beforeEach(async () => {
    real = await realServer();
    server.listen({ onUnhandledRequest: "error" });
  });
  afterEach(() => {
    server.close();
    server.resetHandlers();
  });
  const at = () => `${real.baseUrl}/uploads/:id/parts`;
  const addPart = (data: BinaryInput) => operations(way, real.baseUrl).addUploadPart("u", { data });

  test.each([0, 1, 3])("a refusal after %s chunks of an endless body is heard", async (count) => {
    const resolver: HttpResponseResolver = async ({ request }) => {
      const reader = request.body?.getReader();
      for (let read = 0; read < count; read++) await reader?.read();
      return HttpResponse.json({ error: { message: "too large" } }, { status: 413 });
    };
    server.use(http.post(at(), resolver));
    const data = endless();
    const error = await rejection(addPart(data));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 413 });
    await expect.poll(() => data.ended).toBe(true);
    expect(real.requests).toBe(0);
  });

  test("a success that begins before the body is read, and takes its time, is whole", async () => {
    const pieces = async function* () {
      for (const piece of ['{"id":', '"mocked"', "}"]) {
        await delay(30);
        yield new TextEncoder().encode(piece);
      }
    };
    server.use(http.post(at(), () => new HttpResponse(streamOf(pieces()))));
    const data = endless();
    expect(await addPart(data)).toEqual({ id: "mocked" });
    await expect.poll(() => data.ended).toBe(true);
  });

  test("a response that breaks off is a ConnectionError", async () => {
    const pieces = async function* () {
      yield new TextEncoder().encode('{"id":');
      await delay(10);
      throw new Error("broken");
    };
    server.use(http.post(at(), () => new HttpResponse(streamOf(pieces()))));
    expect(await rejection(addPart(new Blob(["hello"])))).toBeInstanceOf(ConnectionError);
  });

  test("what the handlers let through reaches the server", async () => {
    server.use(http.post(at(), () => passthrough()));
    expect(await addPart(new Blob([new Uint8Array(8 << 20)]))).toEqual({ id: "real" });
    expect(real.requests).toBe(1);
  });

  test("what no handler is for is an error, and reaches nobody", async () => {
    const complaints = vi.spyOn(console, "error").mockReturnValue();
    onTestFinished(() => complaints.mockRestore());
    const error = await rejection(addPart(new Blob(["hello"])));
    expect(error).toBeInstanceOf(RequestError);
    expect(complaints).toHaveBeenCalledOnce();
    expect(real.requests).toBe(0);
  });
});
