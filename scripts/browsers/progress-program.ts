/** Runs in the page: uploads what was picked there, and notes when it hears of progress. */
import { createClient, uploadFile, UploadsApi } from "../../generated/src/index.ts";

/** Milliseconds from the start of the upload. */
export interface Watched {
  /** When `onProgress` was called. */
  readonly moments: readonly number[];
  readonly end: number;
}

Object.assign(globalThis, { watch });

async function watch(way: string): Promise<Watched> {
  const file = document.querySelector("input")?.files?.[0];
  if (!file?.size) throw new Error("nothing is picked");
  const fetching = way === "fetch" ? { fetch: (request: Request) => fetch(request) } : {};
  const client = createClient({
    apiKey: "browsers-key",
    baseUrl: `${location.origin}/v1`,
    ...fetching,
  });
  const moments: number[] = [];
  const begun = performance.now();
  await uploadFile(new UploadsApi(client), file, {
    purpose: "assistants",
    onProgress: () => moments.push(performance.now() - begun),
  });
  return { moments, end: performance.now() - begun };
}
