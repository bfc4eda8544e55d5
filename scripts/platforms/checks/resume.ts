import {
  client,
  common,
  describe,
  isReceived,
  must,
  stateOf,
  type Context,
  type Outcome,
} from "./context.ts";

/** Aborted after two parts, and then gone on with: only the part that was on its way is sent again. */
export async function resume(context: Context): Promise<Outcome> {
  const { library, content, setting } = context;
  const isNode = "openFile" in library;
  const checkpoint = isNode ? library.fileCheckpoints(setting.folder) : new Map<string, never>();
  await using file = isNode ? await library.openFile(setting.path) : undefined;
  const source = file ?? new File([content], "content.bin", { lastModified: 1 });
  const options = { ...common, concurrency: 1, checkpoint };
  const before = await stateOf(context, "v1");
  const controller = new AbortController();
  const reason = new Error("pause");
  const aborted = library.uploadFile(client(context), source, {
    ...options,
    signal: controller.signal,
    onProgress({ partsDone }) {
      if (partsDone === 2) controller.abort(reason);
    },
  });
  const error = await aborted.catch((error: unknown) => error);
  must(error === reason, `rejects with ${describe(error)}`);
  const onRestart = (why: string) => {
    throw new Error(why);
  };
  const resumed = await library.uploadFile(client(context), source, { ...options, onRestart });
  await isReceived(context, resumed.file.id);
  const { statuses, partsReceived } = await stateOf(context, "v1");
  must(statuses.length === before.statuses.length + 1, "another Upload was created");
  const sent = partsReceived - before.partsReceived;
  must(sent <= 6, `${sent} parts were sent for 5, one at a time`);
  return "ok";
}
