/** The guide's program for a folder of many files, in a process that may have few of them open. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { bundle } from "../../../scripts/bundle.ts";
import { bytes } from "../../runtime/uploads/support.ts";
import { uploadMany } from "./many-files.ts";

const plan = { files: 400, largest: 100 * 2 ** 10, descriptors: 128 };

test.skipIf(process.platform === "win32")(
  "16 at a time: none fails, and each File is there once",
  { timeout: 60_000 },
  async () => {
    const { uploaded, failures, names } = await uploadMany({ ...plan, atOnce: 16 });
    expect(failures).toEqual([]);
    expect(uploaded).toBe(plan.files);
    const want = Array.from({ length: plan.files }, (_, at) => `${at}.txt`).sort();
    expect(names).toEqual(want);
  },
);

test.skipIf(process.platform === "win32")(
  "all at a time: what fails says that too much is open, and what to do",
  { timeout: 60_000 },
  async () => {
    const { uploaded, failures } = await uploadMany({ ...plan, atOnce: plan.files });
    expect(uploaded).toBeLessThan(plan.files);
    expect(failures).not.toEqual([]);
    for (const failure of failures) {
      expect(failure).toMatch(/EMFILE.*too many open files.*\(p-limit.*or raise ulimit -n/);
      expect(failure).not.toContain("check the network");
    }
    // In openFile, and where the connection would be made.
    expect(failures.join("\n")).toMatch(/open '/);
    expect(failures.join("\n")).toMatch(/(connect|getaddrinfo) EMFILE/);
  },
);

test.skipIf(process.platform === "win32")(
  "however few descriptors are left, the md5 of an open file is made",
  { timeout: 60_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "few-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const content = Buffer.alloc(17 * 2 ** 20, bytes(1000));
    const path = join(folder, "a");
    await writeFile(path, content);
    await bundle([fileURLToPath(new URL("few-descriptors-program.ts", import.meta.url))], folder);
    const program = join(folder, "few-descriptors-program.mjs");
    const md5 = createHash("md5").update(content).digest("hex");
    // A thread needs between five and ten, by the version of Node, and then one for the file.
    for (let left = 1; left <= 12; left++) {
      const command = ["-c", 'ulimit -n 80 && exec "$@"', "sh", process.execPath];
      const found = execFileSync("sh", [...command, program, path, String(left)]);
      expect([left, String(found).trim()]).toEqual([left, md5]);
    }
  },
);

test.skipIf(process.platform === "win32")(
  "a name that is not found for want of descriptors is not called missing",
  { timeout: 60_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "none-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    await bundle([fileURLToPath(new URL("no-descriptors-program.ts", import.meta.url))], folder);
    const program = join(folder, "no-descriptors-program.mjs");
    const command = ["-c", 'ulimit -n 80 && exec "$@"', "sh", process.execPath, program];
    const [full, url, free] = String(execFileSync("sh", command)).split("\n");
    expect(full).toContain("getaddrinfo EMFILE localhost; too many open files: ");
    expect(url).toContain("getaddrinfo EMFILE localhost; too many open files: ");
    expect(free).toMatch(/ECONNREFUSED.*; check the network and baseUrl$/);
  },
);
