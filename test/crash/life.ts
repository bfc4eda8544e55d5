import { fork } from "node:child_process";
import { once } from "node:events";
import type { UploadError } from "../../generated/src/index.ts";
import type { Order } from "./uploader.ts";

/** How a process ended: with the File, or why its upload failed. */
export type End = "killed" | { readonly fileId: string } | Pick<UploadError, "failure" | "message">;

/**
 * Lets the uploader run until its upload has ended, or until what `death` makes once the upload has begun resolves.
 * Resolves when its process is gone. Throws when the uploader breaks.
 */
export async function live(
  program: string,
  order: Order,
  death: (signal: AbortSignal) => Promise<void>,
): Promise<End> {
  const controller = new AbortController();
  const child = fork(program, [JSON.stringify(order)], { execArgv: [] });
  let last: unknown;
  child.on("message", (message) => (last = message));
  const dying = once(child, "message", controller)
    .then(() => death(controller.signal))
    .then(() => child.kill("SIGKILL"))
    .catch((error: unknown) => {
      if (!controller.signal.aborted) throw error;
    });
  const [code, signal] = (await once(child, "exit")) as [number | null, string | null];
  controller.abort();
  await dying;
  if (signal === "SIGKILL") return "killed";
  if (code !== 0) throw new Error(`the uploader ended with ${code ?? signal ?? ""}; see above`);
  return last as End;
}
