/** Fetches the real documents that tests read into test/real-documents, where they are looked for. */
import { fetchDocuments } from "./documents/fetch-documents.ts";
import { readManifest } from "./documents/manifest.ts";
import { readArguments } from "./read-arguments.ts";

readArguments(import.meta.filename);

const folder = "test/real-documents";
const sources = readManifest();
const { written, kept, problems } = await fetchDocuments(sources, folder);
for (const problem of problems) console.error(problem);
const missing = sources.length - written.length - kept.length;
console.log(
  `${folder}: ${written.length} documents written, ${kept.length} there already, ${missing} missing`,
);
process.exitCode = problems.length > 0 ? 1 : 0;
