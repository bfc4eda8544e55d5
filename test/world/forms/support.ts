import { randomBytes } from "node:crypto";
import { readdirSync, readlinkSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { serve } from "../../runtime/support.ts";

/** What a browser sends: larger than a chunk of a connection, under a name that a header has to escape. */
export const content = randomBytes(300_001);
export const filename = "Übung 1.jsonl";

/** A folder that is deleted after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "forms-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Has a server take a form with one file, of this type, and a field with its size before it. */
export async function submit(listener: RequestListener, type = ""): Promise<unknown> {
  const url = await serve(listener);
  const form = new FormData();
  form.append("size", String(content.length));
  form.append("file", new File([content], filename, { type }));
  const response = await fetch(url, { method: "POST", body: form });
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return response.json();
}

/** The files of a folder that this process has open. */
export function openFilesIn(folder: string): string[] {
  return readdirSync("/proc/self/fd").flatMap((fd) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${fd}`);
      return path.startsWith(folder) ? [path] : [];
    } catch {
      return [];
    }
  });
}
