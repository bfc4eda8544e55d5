import { contentSize } from "../content.ts";
import {
  client,
  describe,
  inParts,
  must,
  stateOf,
  type Context,
  type Outcome,
  type State,
} from "./context.ts";

/** Aborted while two parts are on their way: the reason is what it rejects with, and the connections are closed. */
export async function abort(context: Context): Promise<Outcome> {
  const { library, content } = context;
  const controller = new AbortController();
  const reason = new Error("enough");
  // Larger than the 4 MiB of the others, which fit into the buffers of a connection.
  const source = new Blob([content, content]);
  const upload = library.uploadFile(client(context, "slow"), source, {
    ...inParts,
    partSize: contentSize,
    signal: controller.signal,
  });
  const error = upload.catch((error: unknown) => error);
  await until(context, ({ arriving, inFlight }) => arriving > 2 ** 20 && inFlight === 2);
  controller.abort(reason);
  must((await error) === reason, `rejects with ${describe(await error)}`);
  await until(context, ({ inFlight }) => inFlight === 0);
  const { unanswered, statuses } = await stateOf(context, "slow");
  must(unanswered === 2, `${unanswered} of 2 connections were closed`);
  must(statuses.at(-1) === "cancelled", `the Upload is ${String(statuses.at(-1))}`);
  return "ok";
}

/** Waits for a state of the slow server, for ten seconds at most. */
async function until(context: Context, isSo: (state: State) => boolean): Promise<void> {
  for (let turn = 0; turn < 500; turn++) {
    if (isSo(await stateOf(context, "slow"))) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`the server stays at ${JSON.stringify(await stateOf(context, "slow"))}`);
}
