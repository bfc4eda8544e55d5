import { job, schemas, type Case } from "../support/case.ts";

/** What the package exports. */
export const exports: readonly Case[] = [
  {
    name: "schema renamed",
    edits: {
      [`${schemas}/Summary`]: {
        type: "object",
        required: ["lines"],
        properties: { lines: { type: "integer" } },
      },
      [`${schemas}/Report`]: undefined,
      [`${job}/outcome/anyOf/0/$ref`]: `${schemas}/Summary`,
    },
    want: [
      ["major", "caller", "Type `Report` is no longer exported"],
      ["minor", "caller", "Type `Summary` is new"],
    ],
    first: {
      pointer: "#/components/schemas/Report",
      action: "Import `Summary`, which is the same.",
      gone: true,
    },
  },
];
