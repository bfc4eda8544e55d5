import type { UploadFileOptions } from "../../generated/src/node.ts";

/** What is done, and what happens to it. */
export interface Situation {
  readonly name: string;
  readonly options: Pick<UploadFileOptions, "md5" | "concurrency">;
  readonly fault?:
    | {
        readonly operation: "addUploadPart" | "completeUpload";
        /** Which of these requests it is, from 1. */
        readonly count: number;
        readonly kind: "response-lost" | "expired" | "cancelled";
      }
    | undefined;
}

const one = { concurrency: 1 };

export const situations = [
  { name: "default", options: {} },
  { name: "md5: false", options: { md5: false } },
  { name: "concurrency: 1", options: one },
  {
    name: "a Part's response is lost",
    options: one,
    fault: { operation: "addUploadPart", count: 2, kind: "response-lost" },
  },
  {
    name: "the completion's response is lost",
    options: one,
    fault: { operation: "completeUpload", count: 1, kind: "response-lost" },
  },
  {
    name: "it expires",
    options: one,
    fault: { operation: "addUploadPart", count: 2, kind: "expired" },
  },
  {
    name: "somebody cancels it",
    options: one,
    fault: { operation: "addUploadPart", count: 2, kind: "cancelled" },
  },
] as const satisfies readonly Situation[];

export type SituationName = (typeof situations)[number]["name"];
