import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fileList } from "../../generator/files/file-list.ts";
import { filesBelow, put } from "../support/files.ts";
import { list, OutputFolder } from "../support/output-folder.ts";
import { smallPackage } from "../support/small-package.ts";

const place = new OutputFolder();
const cats = smallPackage(["Cats"]);
const catsAndDogs = smallPackage(["Cats", "Dogs"]);

describe("the list of a package", () => {
  const pathsIn = (text: string) => text.split("\n").filter((line) => !/^#|^$/.test(line));

  test("names every other file, sorted, one on a line", () => {
    const { text } = fileList(["src/b.ts", "README.md", "src/a.ts", list, "docs/A.md"]);
    expect(pathsIn(text)).toEqual(["README.md", "docs/A.md", "src/a.ts", "src/b.ts"]);
    expect(text).toMatch(/^# .*\n(?:#.*\n)*README/);
    expect(text.endsWith("\n")).toBe(true);
  });

  test("of the committed package has each of its files, and nothing else about them", () => {
    const committed = readFileSync(`generated/${list}`, "utf8");
    const entries = readdirSync("generated", { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).replace("generated/", ""))
      .filter((path) => !/^(?:dist|node_modules)\//.test(path));
    expect(pathsIn(committed)).toEqual(files.filter((path) => path !== list).sort());
  });

  test("has one line more for one file more", () => {
    const [before, after] = [
      ["a.ts", "c.ts"],
      ["a.ts", "b.ts", "c.ts"],
    ].map((paths) => fileList(paths).text);
    expect(after?.replace("b.ts\n", "")).toBe(before);
  });

  test("is not published", () => {
    const options = ["--dry-run", "--json", "--ignore-scripts"];
    const packed = execFileSync("npm", ["pack", ...options], {
      cwd: "generated",
      encoding: "utf8",
    });
    const [{ files }] = JSON.parse(packed) as [{ files: { path: string }[] }];
    expect(files.map(({ path }) => path)).toContain("CHANGELOG.md");
    expect(files.map(({ path }) => path)).not.toContain(list);
  });
});

describe("a list", () => {
  test.each([
    "../victim.txt",
    "src/../../victim.txt",
    "/etc/hostname",
    "./README.md",
    "src//index.ts",
    "src/",
    "..",
    ".git/HEAD",
    "src/.env",
    "node_modules/a/index.js",
    "dist/index.js",
    "..\\victim.txt",
    "C:/victim.txt",
    "a\u0000b",
    "a\u001b[2Jb",
  ])("that holds %j is refused", (line) => {
    place.write(catsAndDogs);
    put(place.out, { ".git/HEAD": "ref\n", "src/.env": "KEY=1\n" });
    put(place.out, { "node_modules/a/index.js": "a;\n", "dist/index.js": "b;\n" });
    put(place.folder, { "victim.txt": "precious\n" });
    place.editList((text) => `${text}${line}\n`);
    place.expectRefusal(
      catsAndDogs,
      `${place.out}/${list}, line 11: the generator never writes "`,
      "Delete that line",
    );
    expect(() => place.write(cats)).not.toThrow(/[\u0000\u001b]/);
  });

  test("that names a link or a folder deletes neither, nor what lies behind a link", () => {
    const victims = join(place.folder, "victims");
    put(victims, { "a.ts": "precious\n" });
    place.write(cats);
    put(place.out, { "own/a.ts": "precious\n" });
    symlinkSync(victims, join(place.out, "linked"));
    symlinkSync(join(victims, "a.ts"), join(place.out, "link.ts"));
    place.editList((text) => `${text}linked\nlinked/a.ts\nlink.ts\nown\nabsent.ts\n`);
    expect(place.strays(cats)).toEqual([]);
    place.write(cats);
    expect(readdirSync(place.out)).toEqual(expect.arrayContaining(["linked", "link.ts", "own"]));
    expect(filesBelow(victims)).toEqual({ "a.ts": "precious\n" });
    expect(place.texts()).toEqual({ ...place.fresh(cats), "own/a.ts": "precious\n" });
  });

  test.each<[string, (text: string) => string]>([
    [
      "with the marks of a merge",
      (text) =>
        text.replace(
          "docs/CatsApi.md\n",
          "<<<<<<< HEAD\ndocs/CatsApi.md\n=======\ndocs/CowsApi.md\n>>>>>>> more/cows\n",
        ),
    ],
    ["with the line ends of Windows", (text) => text.replaceAll("\n", "\r\n")],
    ["without the last line end", (text) => text.trimEnd()],
  ])("%s is read, and written anew", (_, edit) => {
    place.write(catsAndDogs);
    place.editList(edit);
    place.write(cats);
    expect(place.texts()).toEqual(place.fresh(cats));
  });

  test("of somebody else is refused", () => {
    put(place.out, { [list]: "my files\n", "src/a.ts": "export {};\n" });
    place.expectRefusal(cats, `${place.out}/${list} is not the generator's list`);
  });
});
