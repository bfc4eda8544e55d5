/** A folder that a web server gives the files of. */
import { createHash } from "node:crypto";
import { chmod, open, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { start, type RunningProxy } from "../proxies/run-proxy.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import type { Place } from "./place.ts";
import type { Mode, WebServer } from "./servers.ts";

const name = "a.jsonl";

export async function webPlace(server: WebServer): Promise<Place> {
  const root = temporaryFolder("url-source");
  await chmod(root, 0o755);
  const running = new Map<Mode, RunningProxy>();
  const portOf = async (mode: Mode) => {
    const found = running.get(mode) ?? (await start(server.of(root, mode), { backend: 0 }));
    running.set(mode, found);
    return found.port;
  };
  return {
    name: server.name,
    put: (content, way = "replaced") => put(join(root, name), content, way),
    url: async (mode = "plain") => `http://127.0.0.1:${await portOf(mode)}/${name}`,
    signed: async (seconds) => {
      if (server.name !== "nginx") return undefined;
      const expires = Math.floor(Date.now() / 1000) + seconds;
      const path = `/signed/${name}`;
      const md5 = createHash("md5").update(`${expires}${path} secret`).digest("base64url");
      return `http://127.0.0.1:${await portOf("plain")}${path}?md5=${md5}&expires=${expires}`;
    },
    async [Symbol.asyncDispose]() {
      for (const it of running.values()) await it[Symbol.asyncDispose]();
      await rm(root, { recursive: true });
    },
  };
}

async function put(
  path: string,
  content: Uint8Array,
  way: "rewritten" | "replaced",
): Promise<void> {
  if (way === "replaced") {
    await writeFile(`${path}.new`, content);
    await chmod(`${path}.new`, 0o644);
    await rename(`${path}.new`, path);
    return;
  }
  // Not cut first: the length stays the same all the time.
  await using file = await open(path, "r+");
  await file.writev([content], 0);
}
