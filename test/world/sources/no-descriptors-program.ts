/**
 * Opens files until no more can be opened, and prints what a call to a name and a source behind one say then, and what a
 * call says once they are closed.
 */
import { closeSync, openSync } from "node:fs";
import { createClient, UploadsApi, urlSource } from "../../../generated/src/node.ts";

// Nobody listens there.
const baseUrl = "http://localhost:1/v1";
const uploads = new UploadsApi(createClient({ apiKey: "key", baseUrl, maxRetries: 0 }));
const taken: number[] = [];
try {
  for (;;) taken.push(openSync("/dev/null", "r"));
} catch {
  console.log(await uploads.cancelUpload("upload_1").catch(String));
  console.log(await urlSource("http://localhost:1/a", { maxRetries: 0 }).catch(String));
}
for (const descriptor of taken) closeSync(descriptor);
console.log(await uploads.cancelUpload("upload_1").catch(String));
