/** The decision table of ARCHITECTURE.md, "A refused request", row by row. */
import { describe, expect, test } from "vitest";
import {
  apiError,
  breakOff,
  filename,
  refuse,
  uploader,
  type Outcome,
  type Refusal,
} from "./refusing.ts";

const first = /upload_000001\/complete$/;
const each = /complete$/;

const situations = {
  /** An Upload that this call has created. */
  async fresh(refusal: Refusal): Promise<Outcome> {
    return uploader(refuse(each, refusal))();
  },
  /** One from a checkpoint; the server does what it is asked with the next. */
  async resumed(refusal: Refusal): Promise<Outcome> {
    const upload = uploader(refuse(first, refusal), breakOff);
    await upload();
    return upload();
  },
  /** One from a checkpoint; the server refuses the next one, too. */
  async "started over"(refusal: Refusal): Promise<Outcome> {
    const upload = uploader(refuse(each, refusal), breakOff);
    await upload();
    return upload();
  },
};

type Situation = keyof typeof situations;
type Row = readonly [
  situation: Situation,
  refusal: Refusal,
  end: string,
  checkpoint: "kept" | "none",
  restarts: number,
  advice: string,
];

const vague = "Upload cannot be completed";
const another = "it can't be completed: ";
const noMd5 = "set md5: false";

const definite = [400, 404, 409, 410, 422].flatMap((status): Row[] => [
  ["fresh", apiError(status, vague), "failed", "none", 0, another],
  ["resumed", apiError(status, vague), "completed", "none", 1, ""],
  ["started over", apiError(status, vague), "failed", "none", 1, another],
]);

const passing = [401, 403, 405, 407, 408, 413, 415, 429, 431, 500, 502, 503].flatMap(
  (status): Row[] => [
    ["fresh", apiError(status, vague), "failed", "kept", 0, String(status)],
    ["resumed", apiError(status, vague), "failed", "kept", 0, String(status)],
  ],
);

const rows: Row[] = [
  ...definite,
  ...passing,

  // What says nothing of this Upload, for all the words in it.
  ["fresh", apiError(401, "The token has expired."), "failed", "kept", 0, "401"],
  ["resumed", apiError(401, "The upload has expired."), "failed", "kept", 0, "401"],
  ["fresh", apiError(403, "Upload was already completed"), "failed", "kept", 0, "403"],
  ["fresh", apiError(407, "Upload has been cancelled"), "failed", "kept", 0, "407"],
  ["fresh", apiError(429, "Upload has expired"), "failed", "kept", 0, "429"],
  ["fresh", apiError(400, "The token has expired."), "failed", "none", 0, another],
  ["fresh", apiError(400, `Bad filename: ${filename}`), "failed", "none", 0, another],
  ["fresh", apiError(400, `Could not upload ${filename}`), "failed", "none", 0, another],
  ["fresh", apiError(400, `The upload is ${filename}`), "failed", "none", 0, another],
  ["fresh", apiError(400, "Upload not found or expired"), "failed", "none", 0, another],
  [
    "fresh",
    apiError(400, "Upload is completed, cancelled or expired"),
    "failed",
    "none",
    0,
    another,
  ],
  ["fresh", apiError(400, "Upload is not completed"), "failed", "none", 0, another],
  ["fresh", apiError(409, "Wait until the upload is completed."), "failed", "none", 0, another],

  // What says that the Upload has ended.
  [
    "fresh",
    apiError(400, "Upload upload_000001 is completed, not pending"),
    "already-completed",
    "none",
    0,
    "find the File by its name",
  ],
  [
    "resumed",
    apiError(409, "Upload is already completed"),
    "already-completed",
    "none",
    0,
    "find the File by its name",
  ],
  [
    "fresh",
    [400, "The upload was already completed."],
    "already-completed",
    "none",
    0,
    "find the File by its name",
  ],
  [
    "fresh",
    apiError(400, "Upload has been canceled"),
    "cancelled",
    "none",
    0,
    "cancelled elsewhere",
  ],
  [
    "resumed",
    apiError(404, "Upload 'upload_000001' was cancelled by its owner"),
    "cancelled",
    "none",
    0,
    "cancelled elsewhere",
  ],
  ["fresh", apiError(410, "This upload has expired."), "expired", "none", 1, "it has expired"],

  // A code goes before words.
  ["resumed", apiError(400, "no", { code: "upload_expired" }), "completed", "none", 1, ""],
  [
    "fresh",
    apiError(400, "The upload was cancelled", { code: "upload_completed" }),
    "already-completed",
    "none",
    0,
    "find the File by its name",
  ],
  [
    "fresh",
    apiError(409, "no", { code: "upload_already_completed" }),
    "already-completed",
    "none",
    0,
    "find the File by its name",
  ],
  [
    "fresh",
    apiError(400, "no", { code: "upload_cancelled" }),
    "cancelled",
    "none",
    0,
    "cancelled elsewhere",
  ],
  [
    "fresh",
    apiError(404, "Upload has expired", { code: "upload_not_found" }),
    "failed",
    "none",
    0,
    another,
  ],
  [
    "resumed",
    apiError(404, "Upload has been cancelled", { code: "upload_not_found" }),
    "completed",
    "none",
    1,
    "",
  ],
  [
    "fresh",
    apiError(409, "Upload is cancelled", { code: "upload_already_terminal" }),
    "cancelled",
    "none",
    0,
    "cancelled elsewhere",
  ],
  ["fresh", apiError(400, "no", { code: "token_expired" }), "failed", "none", 0, another],
  ["fresh", apiError(400, "no", { code: "constructor" }), "failed", "none", 0, another],
  [
    "fresh",
    [
      409,
      {
        detail: {
          error: { code: "upload_already_terminal", message: "Upload is already completed" },
        },
      },
    ],
    "already-completed",
    "none",
    0,
    "find the File by its name",
  ],

  // What a proxy may have sent.
  ["fresh", [400, "<html><h1>400 Bad Request</h1></html>"], "failed", "kept", 0, "400"],
  ["fresh", [404, ""], "failed", "kept", 0, "404"],
  ["resumed", [404, "<!doctype html><title>404 Not Found</title>"], "completed", "none", 1, ""],
  ["resumed", [404, ""], "completed", "none", 1, ""],

  // The md5.
  ["fresh", apiError(400, "md5 is unsupported"), "failed", "kept", 0, noMd5],
  ["resumed", apiError(400, "md5 is unsupported"), "failed", "kept", 0, noMd5],
  [
    "fresh",
    apiError(400, "Unknown parameter: 'md5'.", { param: "md5", code: "unknown_parameter" }),
    "failed",
    "kept",
    0,
    noMd5,
  ],
  [
    "fresh",
    [
      422,
      {
        detail: [
          { type: "extra_forbidden", loc: ["body", "md5"], msg: "Extra inputs are not permitted" },
        ],
      },
    ],
    "failed",
    "kept",
    0,
    noMd5,
  ],
  ...[
    "md5 verification is not available",
    "The md5 parameter cannot be used here",
    "No such parameter: md5",
    "Invalid parameter: md5",
    "md5 verification is disabled",
  ].map((message): Row => ["fresh", apiError(400, message), "failed", "kept", 0, noMd5]),
  ["fresh", apiError(400, "md5 verification failed"), "checksum", "none", 0, "different"],
  ["fresh", apiError(400, "md5 mismatch"), "checksum", "none", 0, "different"],
  ["resumed", apiError(422, "Checksum does not match"), "checksum", "none", 0, "different"],
  ["fresh", apiError(400, "no", { code: "md5_mismatch" }), "checksum", "none", 0, "different"],
  [
    "fresh",
    apiError(400, "md5 is bad: the content has 0123456789abcdef0123456789ABCDEF", { param: "md5" }),
    "checksum",
    "none",
    0,
    "different",
  ],
  ["fresh", apiError(400, "Invalid value for md5", { param: "md5" }), "failed", "none", 0, another],
];

describe("a completion is refused", () => {
  test.each(rows)(
    "%s, %j → %s, %s",
    async (situation, refusal, end, checkpoint, restarts, advice) => {
      const outcome = await situations[situation](refusal);
      expect({ ...outcome, restarts: outcome.restarts.length }).toEqual({
        end,
        checkpoint,
        restarts,
        created: situation === "resumed" || situation === "started over" ? restarts : 1 + restarts,
        message: expect.stringContaining(advice) as string,
      });
    },
  );
});
