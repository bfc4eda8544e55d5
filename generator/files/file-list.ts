import type { GeneratedFile } from "./generated-file.ts";
import { hiddenCharacters, quoted } from "../text.ts";
import { InputError } from "../errors.ts";

/** Where a package says which of its files are generated: nothing else is ever deleted. No dot, so that nobody overlooks it. */
export const fileListPath = "generated-files.txt";

const firstLine = "# The files here that `npm run generate` wrote.";
const header = `${firstLine}
# It overwrites them, and deletes those that it no longer generates. What is not listed is yours, and stays.
`;

/** The list of a package's files. It holds paths alone, so that a diff shows a line for each file that comes or goes. */
export function fileList(paths: Iterable<string>): GeneratedFile {
  const others = [...new Set(paths)].filter((path) => path !== fileListPath);
  const lines = others.sort().map((path) => `${path}\n`);
  return { path: fileListPath, text: header + lines.join("") };
}

/**
 * The paths in a list. A list that a merge has left in two versions gives those of both.
 *
 * @param name Names the list in errors.
 * @throws {InputError} It is not the generator's, or has a path that the generator never writes.
 */
export function parseFileList(text: string, name: string): Set<string> {
  const lines = text.split(/\r?\n/);
  if (lines[0] !== firstLine)
    throw new InputError(
      `${name} is not the generator's list of its files, which has to go there`,
      "Move it away.",
    );
  const paths = new Set<string>();
  for (const [index, line] of lines.entries()) {
    if (line === "" || line.startsWith("#")) continue;
    if (!isOurs(line))
      throw new InputError(
        `${name}, line ${index + 1}: the generator never writes ${quoted(line)}`,
        "Delete that line.",
      );
    paths.add(line);
  }
  return paths;
}

/** Folders inside the output that other tools fill: `npm install` and the package's own build. */
const foldersOfOthers = new Set(["node_modules", "dist"]);

/** Whether a name at the top of the output folder says that it is no business of the generator's. */
export function isLeftAlone(name: string): boolean {
  return name.startsWith(".") || foldersOfOthers.has(name);
}

/** A path of ours leads into the folder and past no entry that begins with a dot, on every system. */
function isOurs(path: string): boolean {
  const names = path.split("/");
  return (
    !/\\|^[a-z]:/i.test(path) &&
    path.search(hiddenCharacters) === -1 &&
    names.every((name) => name !== "" && !name.startsWith(".")) &&
    !isLeftAlone(names[0] ?? "")
  );
}
