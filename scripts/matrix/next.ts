/** A route handler of Next.js that uploads a file whose md5 is made in a thread, built by each of its bundlers. */
import { startWebServer } from "../web-server.ts";
import { threadRoute } from "./programs.ts";
import { tool, write, type Cell, type Row } from "./project.ts";

export const next: Row = {
  name: "Next.js 16.4.6",
  tools: ["next@16.4.6", "react@19.2.0", "react-dom@19.2.0"],
  cells: { Turbopack: route("turbopack"), webpack: route("webpack") },
};

function route(bundler: string): Cell {
  return async (project) => {
    await write(project, { "app/upload/route.js": threadRoute });
    await tool(project, "next", ["build", `--${bundler}`], { NEXT_TELEMETRY_DISABLED: "1" });
    await using server = await startWebServer(project, [
      "node_modules/next/dist/bin/next",
      "start",
    ]);
    const response = await fetch(`${server.origin}/upload`);
    if (!response.ok) throw new Error(await response.text());
    return undefined;
  };
}
