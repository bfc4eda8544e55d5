import { askedOf, changed, refusal, wait, type LookAlike } from "./look-alike.ts";
import { asTheApi, inTurn } from "./wanted.ts";

const doing: Record<string, string> = {
  parts: "add parts",
  complete: "complete",
  cancel: "cancel",
};

/** How a state is told: `Upload is completed, cannot add parts`. */
function cannot(message: string, name: string): string {
  const [, state] = /is (\w+), not pending/.exec(message) ?? [];
  return state ? `Upload is ${state}, cannot ${doing[name] ?? name}` : message;
}

/**
 * A mock of the API on Express. It refuses a Part with which there would be more than `bytes`, counts all of them, and
 * looks neither at md5 nor at the clock; its File has no `status`.
 *
 * Source: a public file, routes for /v1/uploads with multer, which read the header x-set-response-delay-ms, and their
 * test; the index in which they were found names no repository.
 */
export const expressMock: LookAlike = {
  name: "Express mock",
  dialects: ["counts-every-part", "refuses-what-is-beyond", "md5-is-ignored"],
  expires: false,
  wanted: {
    ...asTheApi,
    "a Part's response is lost": "failed, resumable; with md5: false → started over, then File",
    "it expires": "File",
  },
  difference: (next) => async (request, bindings) => {
    const response = await next(request, bindings);
    const { name } = askedOf(request);
    if (!response.ok)
      return changed(response, ({ error }) => ({
        error: { ...error, message: cannot(error.message, name), code: "invalid_request_error" },
      }));
    return changed(response, (body) =>
      body.file ? { ...body, file: { ...body.file, status: undefined } } : body,
    );
  },
};

/**
 * An edge function over Supabase's storage. How many bytes there are is read, added to and written back for each Part:
 * of those that arrive together only the last one counts. No md5, no clock.
 *
 * Source: a public file that begins "OpenAI Uploads API implementation using Supabase Storage"; the index in which it
 * was found names no repository.
 */
export const supabaseFunction: LookAlike = {
  name: "Supabase function",
  dialects: ["counts-every-part", "md5-is-ignored"],
  expires: false,
  wanted: {
    ...asTheApi,
    ...inTurn,
    // The Part counts twice.
    "a Part's response is lost": "failed",
    "it expires": "File",
  },
  difference(next, server) {
    const counts = new Map<string, number>();
    const add = async (id: string, respond: () => Promise<Response>) => {
      const before = counts.get(id) ?? 0;
      await wait(100);
      const response = await respond();
      const part = response.ok ? ((await response.clone().json()) as { id: string }) : undefined;
      const parts = server.uploads().find((upload) => upload.id === id)?.parts ?? [];
      const size = parts.find((it) => it.id === part?.id)?.size;
      if (size !== undefined) counts.set(id, before + size);
      return response;
    };
    return async (request, bindings) => {
      const { id, name } = askedOf(request);
      const upload = server.uploads().find((it) => it.id === id);
      const count = counts.get(id) ?? 0;
      if (name === "complete" && upload?.status === "pending" && count !== upload.bytes)
        return refusal(
          400,
          `Bytes uploaded (${count}) does not match expected bytes (${upload.bytes})`,
        );
      const respond = () => next(request, bindings);
      const response = name === "parts" ? await add(id, respond) : await respond();
      if (response.ok) return response;
      return changed(response, ({ error }) => {
        const message = cannot(error.message, name);
        const already = message
          .replace(/, cannot (complete|cancel)/, "")
          .replace("is", "is already");
        return { error: { ...error, message: name === "parts" ? message : already } };
      });
    };
  },
};
