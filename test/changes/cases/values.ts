import { createJob, job, schemas, text, type Case } from "../support/case.ts";

/** What a property holds. */
export const values: readonly Case[] = [
  {
    name: "type changed",
    edits: { [`${createJob}/retries`]: { type: "string", default: 3 } },
    want: [
      ["major", "caller", "`CreateJob.retries` has another type: `string` instead of `number`"],
    ],
  },
  {
    name: "request enum value removed",
    edits: { [`${createJob}/kind/enum`]: ["copy"] },
    want: [["major", "caller", '`CreateJob.kind` no longer accepts `"sort"`']],
    first: {
      pointer: "#/components/schemas/CreateJob/properties/kind",
      before: '"copy" | "sort"',
      after: '"copy"',
      action: "Use another value.",
    },
  },
  {
    name: "request enum value added",
    edits: { [`${createJob}/kind/enum`]: ["copy", "sort", "move"] },
    want: [["minor", "caller", '`CreateJob.kind` also accepts `"move"`']],
  },
  {
    name: "response enum value added",
    edits: { [`${job}/status/enum`]: ["running", "done", "failed"] },
    want: [["minor", "reader of results", '`Job.status` may also be `"failed"`']],
    compilerDisagrees: "the policy: the program insists on knowing every value",
  },
  {
    name: "response enum value removed",
    edits: { [`${job}/status/enum`]: ["done"] },
    want: [["minor", "reader of results", '`Job.status` is never `"running"` any more']],
  },
  {
    name: "response enum opened to any string",
    edits: { [`${job}/status`]: text },
    want: [
      [
        "major",
        "reader of results",
        '`Job.status` has a wider type: `string` instead of `"running" | "done"`',
      ],
    ],
  },
  {
    name: "constant of a response changed",
    edits: { [`${schemas}/CopyStep/properties/type/const`]: "duplicate" },
    want: [
      [
        "major",
        "reader of results",
        '`CopyStep.type` has another type: `"duplicate"` instead of `"copy"`',
      ],
    ],
  },
];
