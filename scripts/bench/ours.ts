import {
  createClient,
  httpTransport,
  openFile,
  uploadFile,
  UploadsApi,
} from "../../generated/src/node.ts";
import { fetchTransport, type Transport } from "../../generated/src/runtime/transport.ts";
import type { Task, Way } from "./way.ts";

export const overHttp: Way = (task) => upload(task, httpTransport());

export const overFetch: Way = (task) => upload(task, fetchTransport());

export const withMd5: Way = (task) => upload(task, httpTransport(), true);

/** Hashing alone: what an upload with md5 can't be faster than. */
export const md5: Way = async ({ path }) => {
  await using file = await openFile(path);
  await file.md5(new AbortController().signal);
  return undefined;
};

async function upload({ path, url }: Task, transport: Transport, md5 = false): Promise<undefined> {
  const uploads = new UploadsApi(createClient({ apiKey: "key", baseUrl: url, transport }));
  await using file = await openFile(path);
  await uploadFile(uploads, file, { purpose: "assistants", md5 });
  return undefined;
}
