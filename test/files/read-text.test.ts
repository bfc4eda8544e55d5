import { spawn } from "node:child_process";
import {
  closeSync,
  constants,
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { readGiven } from "../../generator/files/read-given.ts";
import { readIfThere, readText } from "../../generator/files/read-text.ts";
import { InputError } from "../../generator/errors.ts";
import { listenAt, makePipe } from "../support/files.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "read-text-"));
  file = join(folder, "text");
  return () => rmSync(folder, { recursive: true });
});

const odd: [string, () => unknown, string][] = [
  ["a folder", () => mkdirSync(file), "is a folder, not a file"],
  ["a pipe that nobody writes to", () => makePipe(file), "pipe"],
  ["a link to such a pipe", () => linkTo("pipe", makePipe), "pipe"],
  ["a socket", () => listenAt(file), "is a socket, not a file"],
  ["an endless device", () => symlinkSync("/dev/zero", file), "is a device, not a file"],
  ["an empty device", () => symlinkSync("/dev/null", file), "is a device, not a file"],
  ["a link to nowhere", () => symlinkSync("gone", file), 'is a symbolic link to "gone"'],
  ["a link to itself", () => symlinkSync("text", file), 'is a symbolic link to "text"'],
  [
    "too much",
    () => writeFileSync(file, Buffer.alloc(67_108_865)),
    "has 67108865 bytes, more than the 67108864",
  ],
];

function linkTo(target: string, make: (path: string) => void): void {
  make(join(folder, target));
  symlinkSync(target, file);
}

describe.each([
  ["what a document or a folder leads to", readText],
  ["what may be missing", readIfThere],
  ["what is named on the command line", readGiven],
])("%s", (_, read) => {
  test.each(odd)("%s: one message that names it, at once", async (_name, make, message) => {
    await make();
    const refused = read(file);
    await expect(refused).rejects.toThrow(InputError);
    await expect(refused).rejects.toThrow(file);
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toThrow(/\n {2}\S/);
  });
});

describe.each([
  ["where a file has to be", readText],
  ["named on the command line", readGiven],
])("%s", (_, read) => {
  test.each([
    ["nothing there", "text", "no such file or directory (ENOENT)"],
    ["a file in its way", "other/text", "not a directory (ENOTDIR)"],
    ["a name that is too long", "a".repeat(300), "name too long (ENAMETOOLONG)"],
  ])("%s", async (_name, path, reason) => {
    writeFileSync(join(folder, "other"), "");
    await expect(read(join(folder, path))).rejects.toThrow(
      `${join(folder, path)}: can't be read: ${reason}`,
    );
  });
});

test("what may be missing, and is: undefined", async () => {
  expect(await readIfThere(file)).toBeUndefined();
  expect(await readIfThere(join(folder, "absent/text"))).toBeUndefined();
});

/** Opens a new pipe so that somebody can write to it, whether or not somebody reads. */
function openPipe(): number {
  makePipe(file);
  return openSync(file, constants.O_RDWR);
}

test("a pipe that somebody writes to is no file either, where a file has to be", async () => {
  const pipe = openPipe();
  onTestFinished(() => closeSync(pipe));
  await expect(readText(file)).rejects.toThrow("is a named pipe, not a file");
});

describe("a pipe that the user names", () => {
  test.each<[string, string[]]>([
    ["at once", ["abc"]],
    ["in pieces", ["a", "", "b", "", "c"]],
    ["late", ["", "", "abc"]],
    ["more than a pipe holds", ["x".repeat(50_000), "", "y".repeat(1_000_000)]],
    ["a character in two pieces", ["\u00c3", "", "\u00a4"]],
  ])("is read to its end: %s", async (_, pieces) => {
    const writer = createWriteStream("", { fd: openPipe() });
    const reading = readGiven(file);
    for (const piece of pieces) {
      // Nothing stands for a moment in which nothing comes.
      if (piece === "") await new Promise((resolve) => setTimeout(resolve, 30));
      else writer.write(piece, "latin1");
    }
    writer.end();
    const text = Buffer.from(pieces.join(""), "latin1").toString();
    expect(await reading).toEqual({ text, isPiped: true });
  });

  test("without an end is read to the limit", async () => {
    const pipe = openPipe();
    const writer = spawn("sh", ["-c", 'exec cat /dev/zero > "$0"', file], { stdio: "ignore" });
    onTestFinished(() => {
      writer.kill("SIGKILL");
      closeSync(pipe);
    });
    await expect(readGiven(file)).rejects.toThrow(`${file}: has more than 67108864 bytes`);
  });

  test("that ends without a byte", async () => {
    const pipe = openPipe();
    setTimeout(() => closeSync(pipe), 30);
    await expect(readGiven(file)).rejects.toThrow(`${file}: nothing came through the pipe`);
  });
});
