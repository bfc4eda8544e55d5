import type { Report } from "../../scripts/bench/report.ts";

const against = { bare: "bare", peer: "peer", unmeasured: "unmeasured" };

/** Nothing is known of the memory of `bare`, and one row that others might be compared with was left out. */
export const sample: Report = {
  title: "Small & quick",
  machine: "a machine",
  tables: [
    {
      title: "Calls",
      baseline: { row: "bare", label: "bare" },
      figures: [
        {
          id: "cpu",
          title: "CPU per upload",
          unit: "ms",
          digits: 1,
          better: "less",
          inChart: true,
        },
        { id: "memory", title: "memory", unit: "MB", digits: 0, better: "less", inChart: false },
      ],
      rows: [
        {
          name: "ours",
          title: "ours <small>",
          isOurs: true,
          inChart: true,
          against,
          values: { cpu: [1, 2, 4], memory: [10, 10, 10] },
        },
        {
          name: "bare",
          title: "bare",
          isOurs: false,
          inChart: true,
          against: { peer: "peer" },
          values: { cpu: [0.5, 0.5, 1], memory: [] },
        },
        {
          name: "peer",
          title: "peer",
          isOurs: false,
          inChart: true,
          against: {},
          values: { cpu: [4, 4, 4], memory: [20, 20, 20] },
        },
      ],
    },
  ],
};
