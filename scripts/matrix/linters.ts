/** What says of a package whether its files fit its manifest. */
import { tool, type Row } from "./project.ts";

export const linters: readonly Row[] = [
  {
    name: "publint 0.3.25",
    tools: ["publint@0.3.25"],
    cells: {
      async package(project, tarball) {
        await tool(project, "publint", [tarball, "--strict"]);
        return undefined;
      },
    },
  },
  {
    name: "attw 0.18.5",
    tools: ["@arethetypeswrong/cli@0.18.5"],
    cells: {
      async package(project, tarball) {
        await tool(project, "attw", [tarball]);
        return undefined;
      },
    },
  },
];
