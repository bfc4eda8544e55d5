/**
 * Uploads a file by its path, by openFile and as bytes, over both transports, and prints how each ended. Arguments: base
 * URL and path.
 */
import { readFile } from "node:fs/promises";
import * as portable from "../../../generated/src/index.ts";
import { createClient, openFile, uploadFile, UploadsApi } from "../../../generated/src/node.ts";

const [baseUrl = "", path = ""] = process.argv.slice(2);
const options = { purpose: "batch", partSize: 100_000, maxRetries: 0 } as const;
const clients = { "node:http": createClient, fetch: portable.createClient };

for (const [transport, create] of Object.entries(clients)) {
  const uploads = new UploadsApi(create({ apiKey: "key", baseUrl, maxRetries: 0 }));
  const file = await openFile(path);
  await ended(`${transport}, path`, uploadFile(uploads, path, options));
  await ended(`${transport}, open file`, uploadFile(uploads, file, options));
  await file.close();
  const bytes = await readFile(path);
  await ended(`${transport}, bytes`, uploadFile(uploads, bytes, { ...options, filename: "a" }));
}

async function ended(name: string, upload: Promise<{ status: string }>): Promise<void> {
  const how = await upload.then(
    ({ status }) => status,
    (error: unknown) => String(error),
  );
  console.log(`${name}: ${how}`);
}
