import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect } from "vitest";
import type { GeneratedFile } from "../../generator/files/generated-file.ts";
import { InputError } from "../../generator/errors.ts";
import { compareFiles, writeFiles } from "../../generator/files/write-files.ts";
import { filesBelow } from "./files.ts";

/** The list of what is generated, in the package itself. */
export const list = "generated-files.txt";

/** A folder of the test's own, new for each. */
export class OutputFolder {
  /** Holds the output folder, and is empty at first. */
  folder = "";
  /** The output folder, not there at first. */
  out = "";

  constructor() {
    beforeEach(() => {
      this.folder = mkdtempSync(join(tmpdir(), "output-folder-"));
      this.out = join(this.folder, "client");
      return () => rmSync(this.folder, { recursive: true });
    });
  }

  write(files: readonly GeneratedFile[]) {
    return writeFiles(this.out, files);
  }

  strays(files: readonly GeneratedFile[]): string[] {
    const differences = compareFiles(this.out, files);
    return differences.flatMap(({ kind, path }) => (kind === "stray" ? [path] : []));
  }

  /** All files in the output folder, with their texts. */
  texts(): Record<string, string> {
    return filesBelow(this.out);
  }

  /** The same of a folder into which nothing else was ever generated. */
  fresh(files: readonly GeneratedFile[]): Record<string, string> {
    const other = join(this.folder, "fresh");
    writeFiles(other, files);
    const result = filesBelow(other);
    rmSync(other, { recursive: true });
    return result;
  }

  /** Writing and comparing say the same, in a message that names these things, and neither changes anything. */
  expectRefusal(files: readonly GeneratedFile[], ...messages: string[]): void {
    const before = filesBelow(this.folder);
    for (const act of [writeFiles, compareFiles]) {
      const refused = () => act(this.out, files);
      expect(refused).toThrow(InputError);
      for (const message of messages) expect(refused).toThrow(message);
      // A second line, with the remedy.
      expect(refused).toThrow(/\n {2}\S/);
    }
    expect(filesBelow(this.folder)).toEqual(before);
  }

  /** Changes the list as a person, a merge or an attacker would. */
  editList(edit: (text: string) => string): void {
    const file = join(this.out, list);
    writeFileSync(file, edit(readFileSync(file, "utf8")));
  }
}
