/**
 * Uploads a file to servers that do as public servers of the same API do, over both transports, and prints what came of
 * it. Fails when that is not what was wanted. Options: --only TEXT (servers whose name has it).
 */
import { parseArgs } from "node:util";
import { situations } from "./look-alikes/cases.ts";
import { observe, type TransportName } from "./look-alikes/observe.ts";
import { lookAlikes } from "./look-alikes/servers.ts";

const { values } = parseArgs({ options: { only: { type: "string", default: "" } } });
const transports: readonly TransportName[] = ["node:http", "fetch"];
for (const lookAlike of lookAlikes.filter(({ name }) => name.includes(values.only))) {
  console.log(`\n${lookAlike.name}`);
  for (const situation of situations) {
    const seen = await Promise.all(transports.map((it) => observe(lookAlike, situation, it)));
    console.log(`  ${situation.name.padEnd(34)} ${[...new Set(seen)].join("  |  ")}`);
  }
}
