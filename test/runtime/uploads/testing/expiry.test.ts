import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { partBody, postJson, postPart, serverWithUpload } from "./helpers.ts";

const hour = 3_600_000;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_500, toFake: ["Date"] });
});

afterEach(() => {
  vi.useRealTimers();
});

async function withPart() {
  const server = await serverWithUpload();
  await postPart(server, "upload_000001", partBody("hello world"));
  return server;
}

function complete(server: Awaited<ReturnType<typeof withPart>>) {
  return postJson(server, "/uploads/upload_000001/complete", { part_ids: ["part_000001"] });
}

describe("expiry", () => {
  test("not a millisecond before the hour", async () => {
    const server = await withPart();
    vi.advanceTimersByTime(hour - 1);
    expect((await complete(server)).status).toBe(200);
  });

  test("a completed Upload does not expire", async () => {
    const server = await withPart();
    await complete(server);
    vi.advanceTimersByTime(2 * hour);
    expect(server.uploads()[0]?.status).toBe("completed");
  });

  test("by Date, also if that is replaced after the server was made", async () => {
    vi.useRealTimers();
    const server = await serverWithUpload();
    vi.useFakeTimers({ now: Date.now() + hour, toFake: ["Date"] });
    expect(server.uploads()[0]?.status).toBe("expired");
  });

  test("by the server's own clock", async () => {
    let time = 0;
    const server = await serverWithUpload({ now: () => time });
    time = hour;
    expect(server.uploads()[0]).toMatchObject({
      created_at: 0,
      expires_at: 3600,
      status: "expired",
    });
  });
});
