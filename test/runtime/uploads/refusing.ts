import { createHash } from "node:crypto";
import {
  uploadFile,
  type UploadError,
  type UploadFileOptions,
} from "../../../generated/src/index.ts";
import type { FaultSchedule } from "../../../generated/src/runtime/uploads/testing/index.ts";
import { bytes, connect, operations } from "./support.ts";

/** What a server sends instead of doing what it is asked: a status, and an `error` object, text or other JSON. */
export type Refusal = readonly [status: number, body: unknown];

/** What came of a call of `uploadFile`. */
export interface Outcome {
  /** "completed", or the `failure` of the error. */
  readonly end: string;
  readonly message: string;
  readonly checkpoint: "kept" | "none";
  /** Why it was started over. */
  readonly restarts: readonly string[];
  /** How many Uploads this call has created. */
  readonly created: number;
}

/** A name that has the words in it by which ended Uploads are told of. */
export const filename = "cancelled orders.jsonl";
const content = bytes(1000);
const file = new File([content], filename);
const md5 = createHash("md5").update(content).digest("hex");
const options = { purpose: "batch", partSize: 300, concurrency: 1, maxRetries: 0, md5 } as const;

type Upload = (given?: Partial<UploadFileOptions<"batch">>) => Promise<Outcome>;

/** Uploads one file with one store, call by call, to a server whose requests may be answered by something else. */
export function uploader(
  answer: (request: Request, serve: () => Promise<Response>) => Promise<Response>,
  faults: FaultSchedule = () => undefined,
): Upload {
  const store = new Map<string, never>();
  const { server, uploads } = connect(
    { faults },
    { fetch: (request: Request) => answer(request, () => server.fetch(request)) },
  );
  return async (given = {}) => {
    const before = operations(server).length;
    const restarts: string[] = [];
    const onRestart = (reason: string) => restarts.push(reason);
    const call = { ...options, checkpoint: store, onRestart, ...given };
    const result = await uploadFile(uploads, file, call).then(
      () => ({ failure: "completed", message: "" }),
      (error: unknown) => error as UploadError,
    );
    const asked = operations(server).slice(before);
    return {
      end: result.failure,
      message: result.message,
      checkpoint: store.size > 0 ? "kept" : "none",
      restarts,
      created: asked.filter((operation) => operation === "uploads").length,
    };
  };
}

/** Answers requests to such a path with a refusal. */
export function refuse(path: RegExp, refusal: Refusal): Parameters<typeof uploader>[0] {
  return (request, serve) =>
    path.test(request.url) ? Promise.resolve(responseOf(refusal)) : serve();
}

export function responseOf([status, body]: Refusal, headers = {}): Response {
  return typeof body === "string"
    ? new Response(body, { status, headers })
    : Response.json(body, { status, headers });
}

/** The response of a server that speaks as the API does. */
export function apiError(status: number, message: string, details = {}): Refusal {
  const error = { type: "invalid_request_error", param: null, code: null, message, ...details };
  return [status, { error }];
}

/** Breaks the third part: the next call goes on from its checkpoint. */
export const breakOff: FaultSchedule = ({ index }) =>
  index === 3 ? { kind: "reset", afterBytes: 0 } : undefined;
