import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { compareFiles } from "../../generator/files/write-files.ts";
import { put } from "../support/files.ts";
import { list, OutputFolder } from "../support/output-folder.ts";
import { smallPackage, withList } from "../support/small-package.ts";

const place = new OutputFolder();
const cats = smallPackage(["Cats"]);
const catsAndDogs = smallPackage(["Cats", "Dogs"]);

const theirs = {
  ".git/HEAD": "ref: refs/heads/main\n",
  ".env": "KEY=1\n",
  ".github/workflows/ci.yml": "on: push\n",
  "package-lock.json": "{}\n",
  "pnpm-lock.yaml": "lockfileVersion: 9\n",
  "src/helpers.ts": "export {};\n",
  "src/helpers/deep/own.ts": "export {};\n",
  "src/.cache/a": "a\n",
  "docs/Guide.md": "# Guide\n",
  "test/client.test.ts": "test();\n",
  "notes.txt": "remember\n",
};

describe("a folder that has become somebody's repository", () => {
  test("writing again keeps all that is theirs", () => {
    place.write(cats);
    put(place.out, theirs);
    const before = place.texts();
    expect(place.write(cats).differences).toEqual([]);
    expect(place.texts()).toEqual(before);
  });

  test("what is no longer generated is deleted, their files beside it are not", () => {
    place.write(smallPackage(["Cats", "Dogs"], ["Bone"]));
    put(place.out, theirs);
    const { differences } = place.write(cats);
    expect(differences.flatMap(({ kind, path }) => (kind === "stray" ? [path] : []))).toEqual([
      "docs/Bone.md",
      "docs/DogsApi.md",
      "src/dogs-api.ts",
    ]);
    expect(place.texts()).toEqual({ ...place.fresh(cats), ...theirs });
  });

  test("what is theirs is not stray, what is no longer generated is", () => {
    place.write(catsAndDogs);
    put(place.out, theirs);
    expect(compareFiles(place.out, catsAndDogs)).toEqual([]);
    expect(place.strays(cats)).toEqual(["docs/DogsApi.md", "src/dogs-api.ts"]);
  });

  test("a folder in which nothing is left goes too, one with a file or a folder of theirs stays", () => {
    const emptied = ["a/b/c/one.ts", "a/b/two.ts", "kept/three.ts", "also/four.ts"];
    const more = emptied.map((path) => ({ path: `src/${path}`, text: "export {};\n" }));
    const files = smallPackage(["Cats"]).filter(({ path }) => path !== list);
    place.write(withList([...files, ...more]));
    put(place.out, { "src/kept/mine.ts": "export {};\n" });
    mkdirSync(join(place.out, "src/also/mine"));
    place.write(cats);
    expect(existsSync(join(place.out, "src/a"))).toBe(false);
    expect(readdirSync(join(place.out, "src/kept"))).toEqual(["mine.ts"]);
    expect(readdirSync(join(place.out, "src/also"))).toEqual(["mine"]);
  });

  test.each([
    ["a source", "src/dogs-api.ts", "// mine\n"],
    ["a page", "docs/DogsApi.md", "# Dogs\n"],
    ["an empty file", "docs/DogsApi.md", ""],
  ])("a file of theirs where a new one has to go, %s: refused", (_, path, text) => {
    place.write(cats);
    put(place.out, { [path]: text });
    place.expectRefusal(catsAndDogs, `${place.out}/${path}`, "Move it away", list);
  });

  test("all files in the way are named at once", () => {
    place.write(cats);
    put(place.out, { "src/dogs-api.ts": "// mine\n", "docs/DogsApi.md": "# Dogs\n" });
    place.expectRefusal(catsAndDogs, `${place.out}/docs/DogsApi.md, ${place.out}/src/dogs-api.ts`);
  });

  test("a file that holds what has to go there already is taken for the generated one", () => {
    place.write(catsAndDogs);
    place.editList((text) => text.replace("src/dogs-api.ts\n", ""));
    place.write(catsAndDogs);
    expect(place.texts()).toEqual(place.fresh(catsAndDogs));
    expect(place.strays(cats)).toContain("src/dogs-api.ts");
  });

  test("edits of generated files are lost as ever, whether they are generated again or not", () => {
    place.write(catsAndDogs);
    put(place.out, { "src/cats-api.ts": "// edited\n", "src/dogs-api.ts": "// edited\n" });
    place.write(cats);
    expect(place.texts()).toEqual(place.fresh(cats));
  });

  test("a file whose line is taken place.out of the list has become theirs", () => {
    place.write(catsAndDogs);
    put(place.out, { "src/dogs-api.ts": "// taken over\n" });
    place.editList((text) => text.replace("src/dogs-api.ts\n", ""));
    place.write(cats);
    expect(place.texts()).toEqual({ ...place.fresh(cats), "src/dogs-api.ts": "// taken over\n" });
  });

  test("the rights of a file stay as they were set", () => {
    place.write(cats);
    chmodSync(join(place.out, "README.md"), 0o640);
    put(place.out, { "README.md": "edited\n" });
    place.write(cats);
    expect(statSync(join(place.out, "README.md")).mode & 0o777).toBe(0o640);
  });
});

describe("a folder written before there was a list", () => {
  beforeEach(() => {
    place.write(smallPackage(["Cats", "Dogs"], ["Bone"]));
    rmSync(join(place.out, list));
  });

  test("gets one; nothing is deleted, and what is left over is told", () => {
    put(place.out, { ...theirs, "README.md": "of an earlier version\n" });
    const before = place.texts();
    expect(place.strays(cats)).toEqual([]);
    const { leftBehind } = place.write(cats);
    expect(leftBehind).toEqual(["docs/Bone.md", "docs/DogsApi.md", "src/dogs-api.ts"]);
    expect(place.texts()).toEqual({ ...before, ...place.fresh(cats) });
    expect(place.write(cats)).toMatchObject({ differences: [], leftBehind: [] });
  });

  test.each(["src/cows-api.ts", "docs/CowsApi.md"])(
    "a file of theirs at %s, where a new one has to go: refused",
    (path) => {
      put(place.out, { [path]: "mine\n" });
      place.expectRefusal(smallPackage(["Cats", "Cows"]), `${place.out}/${path}`);
    },
  );
});

describe("a first time", () => {
  test("into a repository that holds nothing but dot entries, and what npm installs", () => {
    const there = { ".git/HEAD": "ref\n", ".gitignore": "dist\n", "node_modules/a/index.js": "" };
    put(place.out, there);
    place.write(cats);
    expect(place.texts()).toEqual({ ...place.fresh(cats), ...there });
  });

  test("into a folder that holds nothing but folders", () => {
    mkdirSync(join(place.out, "src/deep"), { recursive: true });
    place.write(cats);
    expect(place.texts()).toEqual(place.fresh(cats));
  });

  test("into a folder of other files is refused, also where none is in the way", () => {
    put(place.out, { "thesis/chapter-1.md": "# One\n" });
    place.expectRefusal(cats, `${place.out} holds files that the generator did not write`, "--out");
  });

  test("into folders that are not there yet", () => {
    place.out = join(place.folder, "a/b/c");
    place.write(cats);
    expect(place.texts()).toEqual(place.fresh(cats));
  });

  test("into a folder below a link to a folder", () => {
    mkdirSync(join(place.folder, "elsewhere"));
    symlinkSync("elsewhere", join(place.folder, "here"));
    place.out = join(place.folder, "here/client");
    place.write(cats);
    expect(place.texts()).toEqual(place.fresh(cats));
  });
});
