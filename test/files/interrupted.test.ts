import fs, { readdirSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { afterEach, describe, expect, test } from "vitest";
import { replaceFiles } from "../../generator/files/replace-files.ts";
import { InputError } from "../../generator/errors.ts";
import { writeFiles } from "../../generator/files/write-files.ts";
import { filesBelow, put } from "../support/files.ts";
import { OutputFolder } from "../support/output-folder.ts";
import { smallPackage } from "../support/small-package.ts";

const changing = [
  "chmodSync",
  "mkdirSync",
  "mkdtempSync",
  "renameSync",
  "rmSync",
  "rmdirSync",
  "unlinkSync",
  "writeFileSync",
] as const;
const real = Object.fromEntries(changing.map((name) => [name, fs[name]]));

/** Lets the first changes of the file system pass, and then refuses: one, or for good. Returns how many were asked for. */
function refuseAfter(passed: number, forGood: boolean): () => number {
  let count = 0;
  for (const name of changing) {
    const change = real[name] as (...args: unknown[]) => unknown;
    Object.assign(fs, {
      [name]: (...args: unknown[]) => {
        count += 1;
        if (count <= passed || (count > passed + 1 && !forGood)) return change(...args);
        // As the system does: a file that was begun, and no room for the rest of it.
        if (name === "writeFileSync") change(args[0], String(args[1]).slice(0, 10));
        throw Object.assign(new Error("ENOSPC"), { code: "ENOSPC", errno: -28, syscall: "write" });
      },
    });
  }
  syncBuiltinESMExports();
  return () => count;
}

function restore(): void {
  Object.assign(fs, real);
  syncBuiltinESMExports();
}
afterEach(restore);

const place = new OutputFolder();
const before = smallPackage(["Cats", "Dogs"], ["Bone"]);
const after = smallPackage(["Cats", "Cows"], ["Milk"]);
const theirs = { ".git/HEAD": "ref\n", "src/mine.ts": "export {};\n", "notes.txt": "remember\n" };

/** How many changes a whole run makes. */
function changesOf(act: () => void): number {
  const count = refuseAfter(Infinity, true);
  act();
  restore();
  return count();
}

const start = () => {
  place.write(before);
  put(place.out, theirs);
};
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

describe("a run that ends in the middle", () => {
  test("at any change, as a killed process does: nothing of theirs is lost, no file is half, the next run sets it right", () => {
    start();
    const all = changesOf(() => place.write(after));
    expect(all).toBeGreaterThan(15);
    const want: Record<string, string> = { ...place.fresh(after), ...theirs };
    for (const passed of numbers(all)) {
      fs.rmSync(place.out, { recursive: true });
      start();
      const ours = place.texts();
      refuseAfter(passed, true);
      expect(() => place.write(after)).toThrow();
      restore();
      const left = place.texts();
      expect(left).toMatchObject(theirs);
      for (const [path, text] of Object.entries(left))
        if (!/^\.half-written|generated-files\.txt$/.test(path))
          expect([ours[path], want[path]]).toContain(text);
      place.write(after);
      expect(place.texts()).toEqual(want);
    }
  });

  test("on a change that is refused: one message; all is as it was, or the next run sets it right", () => {
    start();
    const all = changesOf(() => place.write(after));
    const want = { ...place.fresh(after), ...theirs };
    for (const passed of numbers(all)) {
      fs.rmSync(place.out, { recursive: true });
      start();
      const ours = place.texts();
      refuseAfter(passed, false);
      let told: unknown;
      try {
        place.write(after);
      } catch (error) {
        told = error;
      }
      restore();
      expect(told).toBeInstanceOf(InputError);
      const left = place.texts();
      if (/can't be written/.test(String(told))) expect(left).toEqual(ours);
      else expect(String(told)).toContain(`${place.out} is written only in part`);
      place.write(after);
      expect(place.texts()).toEqual(want);
    }
  });

  test("for the first time, at any change: the next run sets it right", () => {
    const all = changesOf(() => place.write(after));
    const want = place.texts();
    for (const passed of numbers(all)) {
      fs.rmSync(place.out, { recursive: true, force: true });
      refuseAfter(passed, true);
      expect(() => place.write(after)).toThrow();
      restore();
      place.write(after);
      expect(place.texts()).toEqual(want);
    }
  });

  test("into a folder that was not there, before anything is in it: nothing is left of it", () => {
    place.out += "/a/b";
    refuseAfter(8, false);
    expect(() => place.write(after)).toThrow("can't be written: no space left on device (ENOSPC)");
    restore();
    expect(readdirSync(place.folder)).toEqual([]);
  });
});

describe("files that are replaced together", () => {
  const [old, next] = [
    [
      { path: "package.json", text: "{}\n" },
      { path: "CHANGELOG.md", text: "# 1\n" },
    ],
    [
      { path: "package.json", text: '{"version":"2"}\n' },
      { path: "CHANGELOG.md", text: "# 2\n" },
    ],
  ] as const;

  test("at any change that is refused each is whole, the old or the new, and nothing else is there", () => {
    replaceFiles(place.folder, old);
    const all = changesOf(() => replaceFiles(place.folder, next));
    for (const passed of numbers(all)) {
      replaceFiles(place.folder, old);
      refuseAfter(passed, false);
      expect(() => replaceFiles(place.folder, next)).toThrow(InputError);
      restore();
      const texts = filesBelow(place.folder);
      for (const { path } of old)
        expect([...old, ...next].map(({ text }) => text)).toContain(texts[path]);
      replaceFiles(place.folder, next);
      expect(Object.keys(filesBelow(place.folder)).sort()).toEqual([
        "CHANGELOG.md",
        "package.json",
      ]);
    }
  });
});

test("what another run is writing at the moment is not tidied away, what nobody does is", () => {
  const [alive, dead, theirs] = [
    ".half-written-1-AbCdEf",
    ".half-written-4194999-AbCdEf",
    ".half-written-notes",
  ];
  for (const name of [alive, dead, theirs]) put(place.out, { [`${name}/0`]: "text\n" });
  writeFiles(place.out, before);
  expect(readdirSync(place.out).filter((name) => name.startsWith("."))).toEqual([alive, theirs]);
});
