import { jobs, type Case } from "../support/case.ts";

/** What people read. */
export const texts: readonly Case[] = [
  {
    name: "description edited",
    edits: { [`${jobs}/post/description`]: "Starts a new job." },
    want: [["patch", "docs only", "Description of `createJob` edited"]],
    first: {
      pointer: "#/paths/~1jobs/post/description",
      alsoAt: ["#/paths/~1jobs/post/description"],
      before: "Starts a job.",
      after: "Starts a new job.",
    },
  },
  {
    name: "parameter described",
    edits: { [`${jobs}/get/parameters/0/description`]: "At most so many." },
    want: [["patch", "docs only", "Description of query parameter `limit` edited"]],
  },
];
