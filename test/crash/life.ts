import { fork } from "node:child_process";
import { once } from "node:events";
import type { Order } from "./uploader.ts";

/**
 * Lets the uploader run until it is done, or until what `death` makes once the upload has begun resolves. Resolves when
 * its process is gone. Throws when the uploader fails.
 */
export async function live(
  program: string,
  order: Order,
  death: (signal: AbortSignal) => Promise<void>,
): Promise<"killed" | "done"> {
  const controller = new AbortController();
  const child = fork(program, [JSON.stringify(order)], { execArgv: [] });
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
  return "done";
}
