import { askedOf, changed, wait, type Handler, type LookAlike } from "./look-alike.ts";
import { hidesEnds } from "./wanted.ts";

/**
 * A server on FastAPI that puts Parts together in the order in which they arrived, whatever `part_ids` says, and
 * compares neither size nor md5. 201 for an Upload and for a Part, `expires_at: null`, no `created_at`, the File from
 * the completion; errors are `{"detail": "…"}`; what was completed or cancelled is not found.
 *
 * Source: a public file, "Uploads API — OpenAI-compatible multipart upload for large files", with an in-memory registry
 * and DATA_DIR; the index in which it was found names no repository.
 */
export const arrivalOrder: LookAlike = {
  name: "FastAPI server",
  dialects: ["ended-is-404", "completes-as-file", "md5-is-ignored"],
  expires: false,
  wanted: {
    ...hidesEnds,
    // No client can tell: what comes back is all right.
    default: "File, in another order",
    "md5: false": "File, in another order",
    "it expires": "File",
  },
  difference(next, server) {
    const held = new Set<string>();
    const partsOf = (id: string) => server.uploads().find((it) => it.id === id)?.parts ?? [];
    /** The first Part of an Upload comes later than the next, if there is one: what a line may do. */
    const hold = async (id: string) => {
      if (held.has(id)) return;
      held.add(id);
      for (let waited = 0; waited < 20 && partsOf(id).length === 0; waited++) await wait(10);
    };
    const inOrderOfArrival = async (request: Request, id: string) => {
      const { part_ids } = (await request.clone().json()) as { part_ids: string[] };
      const arrived = partsOf(id).flatMap((part) => (part_ids.includes(part.id) ? part.id : []));
      const body = JSON.stringify({ part_ids: arrived.length > 0 ? arrived : part_ids });
      return new Request(request.url, { method: "POST", headers: withoutLength(request), body });
    };
    const respond: Handler = async (request, bindings) => {
      const { id, name } = askedOf(request);
      if (name === "parts") await hold(id);
      const asked = name === "complete" ? await inOrderOfArrival(request, id) : request;
      return next(asked, bindings);
    };
    return async (request, bindings) => {
      const { id, name } = askedOf(request);
      const response = await respond(request, bindings);
      if (!response.ok)
        return changed(response, () => ({ detail: `Upload ${id} not found` }), response.status);
      if (name === "create")
        return changed(
          response,
          (body) => ({ ...body, created_at: undefined, expires_at: null }),
          201,
        );
      return name === "parts" ? changed(response, (body) => body, 201) : response;
    };
  },
};

function withoutLength({ headers }: Request): Headers {
  const copy = new Headers(headers);
  copy.delete("content-length");
  return copy;
}
