/** What the tools are given: an upload to the test server, and a check of what arrived there. */

type Loader = (name: string, names: readonly string[]) => string;

const byImport: Loader = (name, names) => `import { ${names.join(", ")} } from "${name}";`;
const byRequire: Loader = (name, names) => `const { ${names.join(", ")} } = require("${name}");`;

const body = `
async function upload(source) {
  const server = createUploadsServer();
  const uploads = new UploadsApi(createClient({ apiKey: "any", fetch: server.fetch }));
  const { file } = await uploadFile(uploads, source, { purpose: "assistants", filename: "a.txt", md5: false });
  const content = await server.file(file.id).text();
  if (content !== "hello") throw new Error("received " + content);
  try {
    await uploads.cancelUpload("upload_absent");
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return "ok";
    throw error;
  }
  throw new Error("an Upload that is absent was cancelled");
}
`;

const used = ["ApiError", "createClient", "uploadFile", "UploadsApi"];

function uploadWith(load: Loader, entry: string): string {
  return [load(entry, used), load("openai-uploads/testing", ["createUploadsServer"]), body].join(
    "\n",
  );
}

/** Both entry points, as ES modules and as CommonJS. */
export const programs = {
  esm: uploadWith(byImport, "openai-uploads/node"),
  cjs: uploadWith(byRequire, "openai-uploads/node"),
  portableEsm: uploadWith(byImport, "openai-uploads"),
  portableCjs: uploadWith(byRequire, "openai-uploads"),
};

const threadImports = `
import { createHash } from "node:crypto";
import { writeFileSync, rmSync } from "node:fs";
import { createClient, uploadFile, UploadsApi } from "openai-uploads/node";
import { createUploadsServer } from "openai-uploads/testing";
`;

/** Resolves with the number of bytes. */
const threadUpload = `
async function upload() {
  const path = "large-" + process.pid + ".bin";
  const content = Buffer.alloc(17 * 2 ** 20, "0123456789");
  writeFileSync(path, content);
  const server = createUploadsServer();
  let md5;
  const fetch = async (request) => {
    if (request.url.endsWith("/complete")) ({ md5 } = await request.clone().json());
    return server.fetch(request);
  };
  const uploads = new UploadsApi(createClient({ apiKey: "any", fetch }));
  try {
    const { file } = await uploadFile(uploads, path, { purpose: "assistants" });
    if (md5 !== createHash("md5").update(content).digest("hex")) throw new Error("md5 is " + md5);
    return file.bytes;
  } finally {
    rmSync(path);
  }
}
`;

/** Uploads a file that is large enough for its md5 to be made in a thread, whose program has to survive bundling. */
export const threadProgram = `${threadImports}${threadUpload}
upload().then(
  (bytes) => console.log("uploaded " + bytes),
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
);
`;

/** The same, as a route handler. */
export const threadRoute = `${threadImports}${threadUpload}
export const dynamic = "force-dynamic";
export async function GET() {
  try {
    return new Response("uploaded " + (await upload()));
  } catch (error) {
    return new Response(error.stack, { status: 500 });
  }
}
`;

/** For runtimes without any of Node's modules, which the test server needs. */
export const portableProgram = `
import { createClient, UploadsApi } from "openai-uploads";

const fetch = (request) => request.text().then((text) => Response.json({ id: JSON.parse(text).filename }));
const uploads = new UploadsApi(createClient({ apiKey: "any", fetch }));
uploads
  .createUpload({ filename: "a.txt", purpose: "assistants", bytes: 1, mime_type: "text/plain" })
  .then(({ id }) => done(id === "a.txt" ? "ok" : id), (error) => done(String(error)));
`;
