/**
 * Uploads a folder of many files with the program that the guide shows, in a process that may open few of them. Options:
 * --files (default 2000), --kibibytes (KiB of the largest, default 1024; the smallest has 10), --descriptors (default
 * 256), --at-once (default 16; p-limit's).
 */
import { uploadMany } from "../test/world/sources/many-files.ts";
import { readArguments } from "./read-arguments.ts";

const { values } = readArguments(import.meta.filename, {
  options: {
    files: { type: "string", default: "2000" },
    kibibytes: { type: "string", default: "1024" },
    descriptors: { type: "string", default: "256" },
    "at-once": { type: "string", default: "16" },
  },
});
const files = Number(values.files);
const atOnce = Number(values["at-once"]);
const largest = Number(values.kibibytes) * 2 ** 10;
const descriptors = Number(values.descriptors);

const { uploaded, failures, names, bytes, seconds } = await uploadMany({
  files,
  largest,
  descriptors,
  atOnce,
});
console.table({
  files,
  "may be open": descriptors,
  "at a time": atOnce,
  uploaded,
  "Files at the server": new Set(names).size,
  MB: Math.round(bytes / 1e6),
  seconds: Math.round(seconds),
});
for (const failure of failures) console.log(failure);
process.exitCode = uploaded === files && new Set(names).size === files ? 0 : 1;
