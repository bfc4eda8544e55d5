/** Runs in the page, and the same again in its worker: uploads what was picked there, or made of it. */
import { createMD5 } from "hash-wasm";
import {
  createClient,
  streamSource,
  uploadFile,
  UploadError,
  UploadsApi,
  type UploadInput,
} from "../../generated/src/index.ts";
import type { Order, Told } from "./order.ts";

interface Task {
  readonly order: Order;
  readonly file: File;
}

const isWorker = !("document" in globalThis);
// As puppeteer and WebDriver find them.
if (isWorker) addEventListener("message", ({ data }) => void run(data as Task).then(postMessage));
else Object.assign(globalThis, { take, upload });

let picked: File | undefined;

/** Remembers the file that was picked, with its size: it is the same File in all uploads to come. */
function take(): void {
  picked = document.querySelector("input")?.files?.[0];
  // Chromium finds out when it is first asked.
  if (!picked?.size) throw new Error("nothing is picked");
}

async function upload(order: Order): Promise<Told> {
  if (order.source === "own file system" && !(await hasOwnFiles()))
    return { failure: "-", why: "this browser has no writable files of the origin's own" };
  if (!picked) throw new Error("nothing is picked");
  const task = { order, file: await prepare(order, picked) };
  return order.place === "page" ? run(task) : runInWorker(task);
}

async function prepare({ source }: Order, file: File): Promise<File> {
  if (source === "memory") return new File([await file.arrayBuffer()], file.name);
  return source === "own file system" ? copyOf(file) : file;
}

async function hasOwnFiles(): Promise<boolean> {
  // Its type says that it is always there: not so in a context that is not secure, and in WebKitGTK.
  const { storage } = navigator as { storage?: StorageManager };
  const root = await storage?.getDirectory();
  return root !== undefined && "createWritable" in FileSystemFileHandle.prototype;
}

/** A copy in the origin's private file system, which is rewritten when the server says so. */
async function copyOf(file: File): Promise<File> {
  const root = await navigator.storage.getDirectory();
  const handle = await root.getFileHandle("content.bin", { create: true });
  const write = async (content: Blob) => {
    const writable = await handle.createWritable();
    await writable.write(content);
    await writable.close();
  };
  await write(file);
  void fetch("/change").then(async (response) => {
    let problem = "";
    try {
      await write(await response.blob());
    } catch (error) {
      problem = String(error);
    }
    await fetch("/changed", { method: "POST", body: problem });
  });
  return handle.getFile();
}

function runInWorker(task: Task): Promise<Told> {
  const worker = new Worker("/program.js", { type: "module" });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data as Told);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(task);
  });
}

async function run({ order, file }: Task): Promise<Told> {
  const { partSize, concurrency, md5 } = order;
  const client = createClient({ apiKey: "browsers-key", baseUrl: `${location.origin}/v1` });
  const isStream = order.source === "stream";
  const { size, name } = file;
  const input: UploadInput = isStream ? streamSource(file.stream(), { size, name }) : file;
  try {
    const completed = await uploadFile(new UploadsApi(client), input, {
      purpose: "assistants",
      partSize,
      concurrency,
      md5: md5 && createMD5,
    });
    return { file: completed.file.id };
  } catch (error) {
    return { failure: error instanceof UploadError ? error.failure : "threw", why: chain(error) };
  }
}

/** An error with the causes behind it. */
function chain(error: unknown): string {
  const { cause } = Object(error) as { cause?: unknown };
  return cause === undefined ? String(error) : `${String(error)} <- ${chain(cause)}`;
}
