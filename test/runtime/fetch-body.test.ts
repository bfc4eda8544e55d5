/** What `fetch` sends of a source whose memory is filled again as soon as more is asked for. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { httpTransport } from "../../generator/runtime/node/http-transport.ts";
import { fetchTransport } from "../../generator/runtime/transport.ts";
import { clientOf, post, serveForms } from "./support.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

const size = 200_000;
const content = Uint8Array.from({ length: size }, (_, at) => (at * 7919) >> 3);
const sentBytes = Buffer.from(content).toString("latin1");

/** One buffer for all chunks, which says nothing any more once the next is asked for. */
async function* overwriting(): AsyncGenerator<Uint8Array, void> {
  const memory = new Uint8Array(30_000);
  for (let at = 0; at < size; at += memory.length) {
    memory.set(content.subarray(at, at + memory.length));
    yield await Promise.resolve(memory.subarray(0, Math.min(memory.length, size - at)));
    memory.fill(0xee);
  }
}

async function received(options: Parameters<typeof clientOf>[0]): Promise<string | undefined> {
  const { baseUrl, received } = await serveForms();
  const data = { data: overwriting(), size };
  await post(
    clientOf({ ...options, baseUrl }),
    { data: { kind: "binary", required: true } },
    { data },
  );
  return received[0]?.fields[0]?.content;
}

describe("a source that fills its memory again arrives as it was", () => {
  test("over fetch", async () => {
    expect(await received({ transport: fetchTransport() })).toBe(sentBytes);
  });

  test("over a fetch that can't stream", async () => {
    const polyfill = Object.assign((request: Request) => fetch(request), { polyfill: true });
    expect(await received({ fetch: polyfill })).toBe(sentBytes);
  });

  test("over a fetch to which Blobs are given, as in browsers", async () => {
    vi.stubGlobal("process", { ...process, versions: {} });
    expect(await received({ transport: fetchTransport() })).toBe(sentBytes);
  });

  test("over node:http", async () => {
    expect(await received({ transport: httpTransport() })).toBe(sentBytes);
  });
});
