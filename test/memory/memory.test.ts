import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, test } from "vitest";
import { serve } from "../runtime/support.ts";

const program = fileURLToPath(new URL("program.ts", import.meta.url));
const MiB = 2 ** 20;
const partSize = 4 * MiB;

/** What two parts at a time may hold: of the source, and once more of what is being sent. */
const bound = 2 * 2 * partSize;

/** An Uploads API that keeps nothing. */
function drain(finished: Parameters<typeof serve>[1]): Promise<string> {
  return serve((request, response) => {
    request.resume().on("end", () => {
      const now = Math.floor(Date.now() / 1000);
      const file = { id: "file", object: "file" };
      const upload = { id: randomUUID(), created_at: now, expires_at: now + 3600, file };
      response.setHeader("content-type", "application/json").end(JSON.stringify(upload));
    });
  }, finished);
}

describe.concurrent("memory does not grow with the file", () => {
  const kinds = ["stream", "custom source", "blob", "file"];
  test.for(kinds.flatMap((kind) => ["node:http", "fetch"].map((it) => [kind, it] as const)))(
    "%s over %s",
    { timeout: 60_000 },
    async ([kind, transport], { expect, onTestFinished }) => {
      const baseUrl = await drain(onTestFinished);
      const args = [baseUrl, transport, kind, String(4 * bound), String(partSize)];
      const argv = ["--expose-gc", "--import", "tsx", program, ...args];
      const { stdout } = await promisify(execFile)(process.execPath, argv);
      expect(Number(stdout)).toBeLessThan(bound);
    },
  );
});
