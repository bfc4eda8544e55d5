import { askedOf, changed, type Handler, type LookAlike } from "./look-alike.ts";
import { always } from "./wanted.ts";

/**
 * An adapter on aiohttp that keeps nothing: each request is answered with an id, and nothing is ever refused. No
 * `expires_at`, and of the File no more than its id.
 *
 * Source: a public file with the endpoints create_upload, add_upload_part, complete_upload and cancel_upload of
 * aiohttp.web; the index in which it was found names no repository.
 */
export const aiohttpAdapter: LookAlike = {
  name: "aiohttp adapter",
  dialects: [],
  expires: false,
  stores: false,
  wanted: always("File, with nothing in it"),
  difference: (next) => {
    let files = 0;
    return refusingNothing(next, {
      create: (body) => ({ ...body, expires_at: undefined }),
      parts: (_, id) => ({ id: "part_0", object: "upload.part", created_at: 0, upload_id: id }),
      complete: (_, id) => {
        const file = { id: `file-${++files}`, object: "file", created_at: 0 };
        return { id, object: "upload", status: "completed", file };
      },
      cancel: (_, id) => ({ id, object: "upload", status: "cancelled" }),
    });
  },
};

/**
 * sdkwork-api-router without an upstream: placeholders, the same Part for each. Nothing has a time, and a completed
 * Upload has no File. Its contract has no md5.
 *
 * Source: github.com/Sdkwork-Cloud/sdkwork-api-router at abdc2d2e8911, crates/sdkwork-api-contract-openai/src/uploads.rs,
 * and the gateway's handlers, which make placeholders where there is no upstream.
 */
export const sdkworkRouter: LookAlike = {
  name: "sdkwork-api-router",
  dialects: [],
  expires: false,
  stores: false,
  wanted: always("already-completed"),
  difference: (next) =>
    refusingNothing(next, {
      create: (body) => ({ ...body, created_at: undefined, expires_at: undefined, part_ids: [] }),
      parts: (_, id) => ({
        id: "part_1",
        object: "upload.part",
        upload_id: id,
        status: "completed",
      }),
      complete: (_, id) => ({ id, object: "upload", bytes: 0, status: "completed", part_ids: [] }),
      cancel: (_, id) => ({ id, object: "upload", bytes: 0, status: "cancelled", part_ids: [] }),
    }),
};

type Placeholder = (body: Record<string, unknown>, id: string) => object;

function refusingNothing(next: Handler, placeholders: Record<string, Placeholder>): Handler {
  return async (request, bindings) => {
    const { id, name } = askedOf(request);
    const response = await next(request, bindings);
    return changed(response, (body) => placeholders[name]?.(body, id) ?? body, 200);
  };
}
