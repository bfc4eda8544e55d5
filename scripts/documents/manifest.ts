import { readFileSync } from "node:fs";

/** A real document, and where it comes from. */
export interface DocumentSource {
  /** Below the folder of the documents. */
  readonly path: string;
  /** Of GitHub, as `owner/name`; `npm:name` for a package. */
  readonly repository: string;
  /** In full; of a package, its version. */
  readonly commit: string;
  /** Its path in the repository or the package. */
  readonly file: string;
  /** Of what is downloaded, in hex. */
  readonly sha256: string;
  readonly licence: string;
  /** Only the operations of this tag are kept, with what they refer to; "" for the document as it is. */
  readonly tag: string;
}

/** The documents that tests read, from the table beside this file. */
export function readManifest(): DocumentSource[] {
  const text = readFileSync(new URL("manifest.tsv", import.meta.url), "utf8");
  const [names = [], ...rows] = text
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t"));
  return rows.map(
    (row) =>
      Object.fromEntries(
        names.map((name, at) => [name, row[at] ?? ""]),
      ) as unknown as DocumentSource,
  );
}

/** Where a document is downloaded from: the file itself, or the package that it is in. */
export function urlOf({ repository, commit, file }: DocumentSource): string {
  const name = packageOf(repository);
  if (!name) return `https://raw.githubusercontent.com/${repository}/${commit}/${file}`;
  return `https://registry.npmjs.org/${name}/-/${name.replace(/.*\//, "")}-${commit}.tgz`;
}

/** The name of an npm package; undefined for a repository. */
export function packageOf(repository: string): string | undefined {
  return /^npm:(.*)/.exec(repository)?.[1];
}
