import {
  announced,
  client,
  describe,
  isFetchAlone,
  must,
  stateOf,
  type Context,
  type Outcome,
} from "./context.ts";

/**
 * A server that responds before it has read the body is heard: an ApiError, never a broken connection. Not asked of
 * `fetch` on Node, Bun and Deno, which may lose such a response: that is what the Node entry point is for. Firefox and
 * WebKit lose it too: the error then has to say what it may have been.
 */
export async function refuses(
  context: Context,
  path: string,
  apiKey: string,
  status: number,
): Promise<Outcome> {
  const { library, content } = context;
  if (isFetchAlone(context)) return "-";
  const { id } = await client(context, path).createUpload(announced);
  let outcome: Outcome = "ok";
  // Which comes first, the response or the end of the connection, is up to chance.
  for (let round = 0; round < 5; round++) {
    const added = client(context, path, apiKey).addUploadPart(
      id,
      { data: new Blob([content]) },
      { maxRetries: 0 },
    );
    const error = await added.catch((error: unknown) => error);
    const isRefused = error instanceof library.ApiError && error.status === status;
    const isLost = !isRefused && isTold(context, error);
    must(isRefused || isLost, `${describe(error)} instead of ${status}`);
    if (isLost) outcome = "lost";
  }
  return outcome;
}

function isTold({ library }: Context, error: unknown): boolean {
  const isInvolved = "document" in globalThis || "WorkerGlobalScope" in globalThis;
  return (
    isInvolved &&
    !navigator.userAgent.includes("Chrome") &&
    error instanceof library.ConnectionError &&
    error.message.includes("may be more than the server accepts")
  );
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

/** That of a part is followed by browsers, which can't be told otherwise: what responds is not taken for the API. */
export async function redirectedPart(context: Context): Promise<Outcome> {
  const { library } = context;
  const { id } = await client(context).createUpload(announced);
  // So short that it is read, whoever responds.
  const added = client(context, "moved").addUploadPart(id, { data: new Blob(["a"]) });
  const error = await added.catch((error: unknown) => error);
  const isTold =
    error instanceof library.ApiError
      ? error.status === 307
      : error instanceof TypeError && /redirected to http:\/\/localhost/.test(error.message);
  must(isTold, describe(error));
  return "ok";
}

/** A server that stops to read is left. */
export async function stall(context: Context): Promise<Outcome> {
  const { library, content } = context;
  if (isFetchAlone(context)) return "-";
  const { id } = await client(context, "stuck").createUpload(announced);
  const options = { maxRetries: 0, stallTimeout: 1500 };
  const added = client(context, "stuck").addUploadPart(id, { data: new Blob([content]) }, options);
  const error = await added.catch((error: unknown) => error);
  must(error instanceof library.TimeoutError, describe(error));
  return "ok";
}
