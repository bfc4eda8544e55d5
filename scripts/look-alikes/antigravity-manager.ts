import { askedOf, refusal, type LookAlike } from "./look-alike.ts";
import { hidesEnds } from "./wanted.ts";

/**
 * AntigravityManager, a desktop proxy. An Upload is deleted when it is completed or cancelled, and then as unknown as
 * any other; the first request after its hour is told so. The completion gives the File.
 *
 * Source: github.com/Draculabo/AntigravityManager at c701b561538f, src/modules/proxy-gateway/server/modules/uploads,
 * openai-uploads.service.ts and openai-uploads.types.ts.
 */
export const antigravityManager: LookAlike = {
  name: "AntigravityManager",
  dialects: ["ended-is-404", "completes-as-file", "md5-is-ignored", "refuses-what-is-beyond"],
  wanted: {
    ...hidesEnds,
    "a Part's response is lost": "failed, resumable; with md5: false → started over, then File",
    "it expires": "started over, then File",
  },
  difference(next, server) {
    const told = new Set<string>();
    return async (request, bindings) => {
      const response = await next(request, bindings);
      if (response.status !== 404) return response;
      const { id } = askedOf(request);
      const isNews = server.uploads().some((it) => it.id === id && it.status === "expired");
      if (!isNews || told.has(id))
        return refusal(404, `Upload '${id}' was never created by this proxy`, {
          code: "upload_not_found",
          param: "upload_id",
        });
      told.add(id);
      return refusal(404, `Upload '${id}' has expired and its partial bytes were discarded`, {
        code: "upload_expired",
        param: "upload_id",
      });
    };
  },
};
