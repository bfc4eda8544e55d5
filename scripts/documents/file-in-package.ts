import { gunzipSync } from "node:zlib";

const block = 512;

/** A file of an npm package, from the archive that the registry gives: all its paths begin with `package/`. */
export function fileInPackage(archive: Uint8Array, path: string): Buffer {
  const tar = gunzipSync(archive);
  for (let at = 0; at < tar.length;) {
    const text = (from: number, to: number) =>
      tar.toString("utf8", at + from, at + to).replace(/\0.*/s, "");
    const size = parseInt(text(124, 136), 8) || 0;
    const start = at + block;
    if (text(0, 100) === `package/${path}`) return tar.subarray(start, start + size);
    at = start + Math.ceil(size / block) * block;
  }
  throw new Error(`has no file ${path}`);
}
