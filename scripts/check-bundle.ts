/** Bundles apps for browsers, and fails when one is larger than we promise. */
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { readArguments } from "./read-arguments.ts";

readArguments(import.meta.filename);

const client = `
  import { createClient, uploadFile, UploadsApi } from "./index.ts";
  const uploads = new UploadsApi(createClient({ apiKey: prompt() }));
  const data = new Blob(["hello"]);
`;
const apps = [
  {
    name: "Four calls",
    limit: 15_250,
    calls: `
      const upload = await uploads.createUpload({ filename: "a.txt", purpose: "assistants", bytes: data.size, mime_type: "text/plain" });
      const part = await uploads.addUploadPart(upload.id, { data });
      console.log(await uploads.completeUpload(upload.id, { part_ids: [part.id] }), await uploads.cancelUpload(upload.id));
    `,
  },
  {
    name: "uploadFile",
    limit: 26_900,
    calls: `console.log(await uploadFile(uploads, data, { filename: "a.txt", purpose: "assistants" }));`,
  },
];

for (const { name, limit, calls } of apps) {
  const { outputFiles } = await build({
    stdin: { contents: client + calls, resolveDir: "generated/src", loader: "ts" },
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
  const sizes = `${bundle.contents.length} bytes minified, ${size} gzipped`;
  console.log(`${name}: ${sizes}; at most ${limit}.`);
  if (size > limit) process.exitCode = 1;
}
