import { askedOf, refusal, wait, type LookAlike } from "./look-alike.ts";
import { hidesEnds, inTurn } from "./wanted.ts";

const leastPart = 5 * 2 ** 20;

/**
 * stdapi.ai, a gateway in front of Amazon S3, whose multipart uploads it uses: a Part gets the number after the highest
 * there is, so that those that arrive together get the same one, and the last to be stored is the Part. Completing
 * takes them in ascending order only, and none but the last may be smaller than 5 MiB. What has ended is not found.
 *
 * Source: github.com/stdapi-ai/stdapi.ai, stdapi/files/_multipart.py at 03ef26b79885 and stdapi/routes/openai_uploads.py
 * at 4b2aefa6b37f; its issue 117 says that md5 was not looked at.
 */
export const stdapi: LookAlike = {
  name: "stdapi.ai",
  dialects: ["ended-is-404", "ascending-part-ids", "md5-is-ignored"],
  partSize: leastPart,
  wanted: { ...hidesEnds, ...inTurn },
  difference(next, server) {
    const numbers = new Map<string, number>();
    const stored = new Map<string, number>();
    const add = async (id: string, respond: () => Promise<Response>) => {
      const number = (stored.get(id) ?? 0) + 1;
      await wait(100);
      const response = await respond();
      if (!response.ok) return response;
      const part = (await response.clone().json()) as { id: string };
      numbers.set(part.id, number);
      stored.set(id, Math.max(number, stored.get(id) ?? 0));
      return response;
    };
    const misfit = async (id: string, request: Request) => {
      const { part_ids } = (await request.json()) as { part_ids: string[] };
      const { parts = [] } = server.uploads().find((upload) => upload.id === id) ?? {};
      const at = (index: number) => numbers.get(part_ids[index] ?? "") ?? 0;
      const late = part_ids.findIndex((_, index) => at(index) <= at(index - 1));
      if (late !== -1)
        return `Part '${part_ids[late]}' (number ${at(late)}) is out of order: part_ids must be listed in ascending upload order.`;
      const small = part_ids
        .slice(0, -1)
        .find((part) => (parts.find((it) => it.id === part)?.size ?? 0) < leastPart);
      return small && `Part '${small}' is too small: it must be at least ${leastPart} bytes.`;
    };
    return async (request, bindings) => {
      const { id, name } = askedOf(request);
      if (name === "parts") return add(id, () => next(request, bindings));
      const isPending = server.uploads().some((it) => it.id === id && it.status === "pending");
      const problem =
        name === "complete" && isPending ? await misfit(id, request.clone()) : undefined;
      return problem === undefined ? next(request, bindings) : refusal(400, problem);
    };
  },
};
