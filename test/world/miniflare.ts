import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Miniflare, type MiniflareOptions } from "miniflare";
import { onTestFinished, vi } from "vitest";

/** Cloudflare's runtime, for as long as the test takes. */
export async function startMiniflare(options: MiniflareOptions): Promise<Miniflare> {
  // It deletes its own folder without waiting for that: the process may end before.
  const folder = await mkdtemp(join(tmpdir(), "miniflare-"));
  vi.stubEnv("TMPDIR", folder);
  const miniflare = new Miniflare(options);
  vi.unstubAllEnvs();
  onTestFinished(async () => {
    await miniflare.dispose();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  });
  return miniflare;
}
