import { createReadStream, readFileSync } from "node:fs";
import https, { type Agent } from "node:https";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Built, NodeEntry, PortableEntry } from "../built.ts";
import type { Task, Way } from "./way.ts";

/** The ways of the package that is built there, once it is imported. */
export async function loadOurs(built: Built) {
  const entry = (await import(built.node)) as NodeEntry;
  const { createClient } = (await import(built.portable)) as PortableEntry;
  return {
    overHttp: ofFile(entry),
    overFetch: ofFile({ ...entry, createClient }),
    withMd5: ofFile(entry, true),
    ofStream: ofStream(entry),
    ofUrl: ofUrl(entry),
    ofUrlByAgent: ofUrl(entry, () => Promise.resolve(new https.Agent({ keepAlive: true }))),
    ofUrlByAgentkeepalive: ofUrl(entry, agentkeepalive),
    ofUrlByProxy: ofUrl(entry, throughProxy),
    md5: md5(entry),
  };
}

function ofFile(entry: Api & Pick<NodeEntry, "openFile">, md5 = false): Way {
  return async (task) => {
    await using file = await entry.openFile(task.path);
    await upload(task, entry, { input: file, md5 });
    return undefined;
  };
}

/** In pieces as large as those of the official package's row. */
function ofStream(entry: NodeEntry): Way {
  return async (task) => {
    const stream = createReadStream(task.path, { highWaterMark: 2 ** 20 });
    const input = entry.streamSource(stream, { size: task.size, name: "whole" });
    await upload(task, entry, { input, md5: false });
    return undefined;
  };
}

function ofUrl(entry: NodeEntry, open?: (task: Task) => Promise<unknown>): Way {
  return async (task) => {
    const agent = (await open?.(task)) as Agent | undefined;
    const tls = task.fromCert === undefined ? undefined : { ca: readFileSync(task.fromCert) };
    const input = await entry.urlSource(task.from ?? "", { agent, tls });
    await upload(task, entry, { input, md5: false });
    return undefined;
  };
}

function agentkeepalive({ others = "" }: Task): Promise<unknown> {
  const { HttpsAgent } = createRequire(join(others, "package.json"))("agentkeepalive") as {
    HttpsAgent: new () => unknown;
  };
  return Promise.resolve(new HttpsAgent());
}

async function throughProxy({ proxy = "" }: Task): Promise<unknown> {
  const { HttpsProxyAgent } = await import("https-proxy-agent");
  return new HttpsProxyAgent(proxy, { keepAlive: true });
}

/** Hashing alone: what an upload with md5 can't be faster than. */
function md5({ openFile }: NodeEntry): Way {
  return async ({ path }) => {
    await using file = await openFile(path);
    await file.md5(new AbortController().signal);
    return undefined;
  };
}

type Api = Pick<NodeEntry, "UploadsApi" | "createClient" | "uploadFile">;

async function upload(
  { url }: Task,
  { UploadsApi, createClient, uploadFile }: Api,
  { input, md5 }: { input: Parameters<typeof uploadFile>[1]; md5: boolean },
): Promise<void> {
  const uploads = new UploadsApi(createClient({ apiKey: "key", baseUrl: url }));
  await uploadFile(uploads, input, { purpose: "assistants", md5 });
}
