/** Bundles an app that makes the four calls, and fails when the result is larger than we promise. */
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const limit = 4600;

const app = `
  import { createClient, UploadsApi } from "./index.ts";
  const uploads = new UploadsApi(createClient({ apiKey: prompt() }));
  const data = new Blob(["hello"]);
  const upload = await uploads.createUpload({ filename: "a.txt", purpose: "assistants", bytes: data.size, mime_type: "text/plain" });
  const part = await uploads.addUploadPart(upload.id, { data });
  console.log(await uploads.completeUpload(upload.id, { part_ids: [part.id] }), await uploads.cancelUpload(upload.id));
`;

const { outputFiles } = await build({
  stdin: { contents: app, resolveDir: "generated/src", loader: "ts" },
  bundle: true,
  minify: true,
  write: false,
  format: "esm",
  platform: "browser",
  target: "es2022",
});
const [bundle] = outputFiles;
if (bundle === undefined) throw new Error("esbuild wrote no file");
const size = gzipSync(bundle.contents, { level: 9 }).length;
console.log(
  `Four calls: ${bundle.contents.length} bytes minified, ${size} gzipped; at most ${limit}.`,
);
process.exitCode = size <= limit ? 0 : 1;
