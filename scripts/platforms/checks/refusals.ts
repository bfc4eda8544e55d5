import {
  announced,
  client,
  describe,
  must,
  stateOf,
  type Context,
  type Outcome,
} from "./context.ts";

/**
 * A server that answers before it has read the body is heard: an ApiError, never a broken connection. Not asked of
 * `fetch` on Node, Bun and Deno, which may lose such an answer: that is what the Node entry point is for.
 */
export async function refuses(
  context: Context,
  path: string,
  apiKey: string,
  status: number,
): Promise<Outcome> {
  const { library, content } = context;
  if (!("openFile" in library) && "process" in globalThis) return "-";
  const { id } = await client(context, path).createUpload(announced);
  // Which comes first, the answer or the end of the connection, is up to chance.
  for (let round = 0; round < 5; round++) {
    const added = client(context, path, apiKey).addUploadPart(
      id,
      { data: new Blob([content]) },
      { maxRetries: 0 },
    );
    const error = await added.catch((error: unknown) => error);
    const isRefused = error instanceof library.ApiError && error.status === status;
    must(isRefused, `${describe(error)} instead of ${status}`);
  }
  return "ok";
}

/** A redirect to another origin is told, not followed: nothing is created there. */
export async function redirect(context: Context): Promise<Outcome> {
  const { library } = context;
  const before = await stateOf(context, "v1");
  const created = client(context, "moved").createUpload(announced);
  const error = await created.catch((error: unknown) => error);
  const { statuses } = await stateOf(context, "v1");
  must(statuses.length === before.statuses.length, "it was followed");
  const isTold =
    error instanceof library.ApiError
      ? error.status === 307
      : !("process" in globalThis) &&
        error instanceof TypeError &&
        /redirected/.test(error.message);
  must(isTold, describe(error));
  return "ok";
}
