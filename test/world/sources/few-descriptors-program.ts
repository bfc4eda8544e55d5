/** Opens a file, then others until so many descriptors are left, and prints the file's md5 or why there is none. */
import { closeSync, openSync } from "node:fs";
import { openFile } from "../../../generated/src/node.ts";

const [path = "", left = ""] = process.argv.slice(2);
const source = await openFile(path);
const { signal } = new AbortController();
// Whatever Node opens once only.
await source.md5(signal);
const taken: number[] = [];
try {
  for (;;) taken.push(openSync("/dev/null", "r"));
} catch {
  for (const descriptor of taken.slice(-Number(left))) closeSync(descriptor);
}
console.log(await source.md5(signal).catch(String));
