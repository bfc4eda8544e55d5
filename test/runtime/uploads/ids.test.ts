/** What a server may call an Upload or a Part, and when an Upload expires. */
import { describe, expect, test, vi } from "vitest";
import { uploadFile, type Checkpoint } from "../../../generated/src/index.ts";
import { keyOf } from "../../../generated/src/runtime/uploads/checkpoint.ts";
import { rejection } from "../support.ts";
import { bytes, connect } from "./support.ts";

const content = bytes(1000);
const file = new File([content], "a.txt");
const options = { purpose: "batch", partSize: 300, concurrency: 1, maxRetries: 0 } as const;

describe("an Upload whose creation is answered with", () => {
  const created = (fields: string) =>
    connect(
      {},
      {
        fetch: async (request) => {
          const real = await connected.server.fetch(request);
          if (!/uploads$/.test(request.url)) return real;
          const text = JSON.stringify(await real.json());
          // Of two members of a name, the last one counts.
          const headers = { "content-type": "application/json" };
          return new Response(text.replace(/}$/, `,${fields}}`), { headers });
        },
      },
    );
  let connected: ReturnType<typeof connect>;

  test.each([
    ['"id":".."', 'expected an id in the response, got ".."; check baseUrl'],
    ['"id":""', 'expected an id in the response, got ""; check baseUrl'],
    ['"id":null', "expected an id in the response, got null; check baseUrl"],
    ['"id":7', "expected an id in the response, got 7; check baseUrl"],
    ['"id":{"$oid":"7"}', 'expected an id in the response, got {"$oid":"7"}; check baseUrl'],
    ['"id":"\\ud83d"', 'expected an id in the response, got "\\ud83d"; check baseUrl'],
    ['"id":"\\u001b[2J"', 'expected an id in the response, got "\\u001b[2J"; check baseUrl'],
    ['"id":"a\\u202eb"', 'expected an id in the response, got "a\ufffdb"; check baseUrl'],
    [
      `"id":"${"u".repeat(1001)}"`,
      `expected an id in the response, got "${"u".repeat(39)}; check baseUrl`,
    ],
  ])("%s fails, and says why", async (fields, problem) => {
    connected = created(fields);
    const checkpoint = new Map<string, Checkpoint>();
    const error = await rejection(uploadFile(connected.uploads, file, { ...options, checkpoint }));
    expect(error).toMatchObject({
      name: "UploadError",
      message: `creating the Upload: ${problem}`,
    });
    expect(checkpoint.size).toBe(0);
  });

  test.each([
    [500, `expected an id in the response, got ${"[".repeat(40)};`],
    [5000, "200 JSON nested more than 1000 levels deep"],
  ])("an id of %s levels fails, and says why", async (levels, want) => {
    connected = created(`"id":${"[".repeat(levels)}${"]".repeat(levels)}`);
    const error = await rejection(uploadFile(connected.uploads, file, options));
    expect((error as Error).message).toContain(want);
  });

  test.each([
    '"expires_at":1e999',
    '"expires_at":1e300',
    '"expires_at":-1e999',
    '"created_at":1e999',
  ])("%s lives for an hour, and can be gone on with", async (fields) => {
    connected = created(fields);
    const kept = new Map<string, string>();
    const checkpoint = {
      get: (key: string) => kept.get(key),
      set: (key: string, value: object) => kept.set(key, JSON.stringify(value)),
      delete: (key: string) => kept.delete(key),
    };
    const controller = new AbortController();
    const onProgress = ({ partsDone }: { partsDone: number }) => {
      if (partsDone === 2) controller.abort();
    };
    const { signal } = controller;
    const before = Date.now();
    await rejection(
      uploadFile(connected.uploads, file, { ...options, checkpoint, signal, onProgress }),
    );
    const { expiresAt } = JSON.parse(kept.get(keyOf("a.txt")) ?? "") as Checkpoint;
    expect(expiresAt).toBeGreaterThanOrEqual(before + 3_600_000);
    expect(expiresAt).toBeLessThanOrEqual(Date.now() + 3_600_000);
    const onRestart = vi.fn();
    await uploadFile(connected.uploads, file, { ...options, checkpoint, onRestart });
    expect(onRestart).not.toHaveBeenCalled();
    expect(connected.server.uploads()).toHaveLength(1);
  });
});

test.each([
  [() => Response.json({ detail: "quota reached" }), '{"detail":"quota reached"}'],
  [() => new Response(null, { status: 204 }), "nothing"],
])("a creation without an id shows what came instead: %#", async (response, shown) => {
  const { uploads } = connect({}, { fetch: () => Promise.resolve(response()) });
  const error = await rejection(uploadFile(uploads, file, options));
  expect(error).toMatchObject({
    message: `creating the Upload: expected an id in the response, got ${shown}; check baseUrl`,
  });
});

test.each([".", "..", 7, "a\u0000b"])("a Part whose id is %j is none", async (id) => {
  const { server, uploads } = connect(
    {},
    {
      fetch: async (request) => {
        const real = await server.fetch(request);
        return /parts$/.test(request.url) ? Response.json({ id }) : real;
      },
    },
  );
  const error = await rejection(uploadFile(uploads, file, options));
  expect(error).toMatchObject({
    failure: "failed",
    message: expect.stringMatching(/^part 0 .*: expected an id in the response, got /) as string,
  });
  expect(server.uploads()).toMatchObject([{ status: "cancelled" }]);
});
