import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "vitest";
import { listenAt, makePipe, put } from "../support/files.ts";
import { list, OutputFolder } from "../support/output-folder.ts";
import { smallPackage } from "../support/small-package.ts";

const place = new OutputFolder();
const cats = smallPackage(["Cats"]);
const catsAndDogs = smallPackage(["Cats", "Dogs"]);

describe("the output folder can't be", () => {
  test.each<[string, (path: string) => void, string[]]>([
    [
      "a link to a folder",
      (path) => symlinkSync("elsewhere", path),
      ["symbolic link", '"elsewhere"'],
    ],
    ["a link to a file", (path) => symlinkSync("file", path), ["is a symbolic link"]],
    [
      "a link to nowhere",
      (path) => symlinkSync("nowhere", path),
      ["is a symbolic link", "nowhere"],
    ],
    ["a link to itself", (path) => symlinkSync("client", path), ["is a symbolic link"]],
    ["a file", (path) => writeFileSync(path, "mine\n"), ["is a file, not a folder"]],
    ["a pipe", makePipe, ["is a named pipe, not a folder"]],
  ])("%s", (_, make, messages) => {
    put(place.folder, { "elsewhere/.keep": "", file: "mine\n" });
    make(place.out);
    place.expectRefusal(cats, place.out, "--out", ...messages);
  });

  test.each(["/", "/.", "/../client"])("a link, with %s after its name", (ending) => {
    mkdirSync(join(place.folder, "elsewhere"));
    symlinkSync("elsewhere", place.out);
    place.out += ending;
    place.expectRefusal(cats, "is a symbolic link");
  });

  test("a socket", async () => {
    await listenAt(place.out);
    place.expectRefusal(cats, place.out, "is a socket, not a folder");
  });

  test("a device, or nothing", () => {
    place.out = "/dev/null";
    place.expectRefusal(cats, "/dev/null is a device, not a folder");
    place.out = "";
    place.expectRefusal(cats, "--out");
  });

  test.each<[string, string, string]>([
    // See findings/stat-below-a-file.sh.
    ["below a file", "file.txt/out", "file.txt is a file, not a folder"],
    ["deep below a file", "file.txt/a/b/out", "file.txt is a file, not a folder"],
    ["below a link to nowhere", "dangling/out", 'dangling is a symbolic link to "nowhere"'],
    ["below links in a circle", "circle/out", 'circle is a symbolic link to "circle"'],
    ["of a name that is too long", "a".repeat(300), "name too long"],
    ["of a path that is too long", `${"a/".repeat(3000)}out`, "name too long"],
    ["of a path that is too long with what comes below", "", "src/runtime/deep/open.ts"],
  ])("%s", (_, path, message) => {
    put(place.folder, { "file.txt": "mine\n" });
    symlinkSync("nowhere", join(place.folder, "dangling"));
    symlinkSync("circle", join(place.folder, "circle"));
    // Linux takes 4095 bytes: src/cats-api.ts still fits.
    const longest = place.folder.padEnd(4074, "/a");
    place.out = path === "" ? longest : join(place.folder, path);
    place.expectRefusal(cats, message);
  });
});

describe("what stands in the way of a generated file", () => {
  const linkTo = (target: string) => (path: string) => symlinkSync(target, path);

  test.each<[string, string, (path: string) => void, string]>([
    ["a link to a folder outside", "src", linkTo("../elsewhere"), "a symbolic link"],
    ["a link to a folder inside", "docs", linkTo("own"), "a symbolic link"],
    ["a deeper link", "src/runtime", linkTo("../../elsewhere"), "a symbolic link"],
    ["a link to a file outside", "README.md", linkTo("../victim"), "a symbolic link"],
    ["a link to nowhere", "package.json", linkTo("../absent"), "a symbolic link"],
    ["a link to a device", "README.md", linkTo("/dev/zero"), "a symbolic link"],
    ["a link for the list", list, linkTo("../victim"), "a symbolic link"],
    ["a file for a folder", "docs", (path) => writeFileSync(path, "mine\n"), "a file"],
    ["a folder for a file", "README.md", (path) => mkdirSync(path), "a folder"],
    ["a folder for the list", list, (path) => mkdirSync(path), "a folder"],
    ["a pipe for a file", "README.md", makePipe, "a named pipe"],
    ["a pipe for the list", list, makePipe, "a named pipe"],
    ["a pipe for a folder", "docs", makePipe, "a named pipe"],
  ])("%s: refused", (_, where, make, kind) => {
    place.write(catsAndDogs);
    put(place.folder, { "elsewhere/.keep": "", victim: "precious\n" });
    put(place.out, { "own/.keep": "" });
    rmSync(join(place.out, where), { recursive: true });
    make(join(place.out, where));
    place.expectRefusal(cats, `${place.out}/${where} is ${kind}`);
  });

  test("a socket for a file", async () => {
    place.write(catsAndDogs);
    rmSync(join(place.out, "README.md"));
    await listenAt(join(place.out, "README.md"));
    place.expectRefusal(cats, `${place.out}/README.md is a socket`);
  });
});
