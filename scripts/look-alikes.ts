/**
 * Uploads a file to servers that do as public servers of the same API do, over both transports, and prints what came of
 * it. Fails when that is not what was wanted. Options: --only TEXT (servers whose name has it).
 */
import { situations } from "./look-alikes/cases.ts";
import type { LookAlike } from "./look-alikes/look-alike.ts";
import { observe, type TransportName } from "./look-alikes/observe.ts";
import { lookAlikes } from "./look-alikes/servers.ts";
import { readArguments } from "./read-arguments.ts";

const transports: readonly TransportName[] = ["node:http", "fetch"];
const { values } = readArguments(import.meta.filename, {
  options: { only: { type: "string", default: "" } },
});
let wrong = 0;
for (const lookAlike of lookAlikes.filter(({ name }) => name.includes(values.only))) {
  console.log(`| ${lookAlike.name.padEnd(32)} | |\n| ${"-".repeat(32)} | --- |`);
  for (const situation of situations) {
    const seen = await Promise.all(transports.map((it) => observe(lookAlike, situation, it)));
    console.log(`| ${situation.name.padEnd(33)} | ${cell(lookAlike, situation.name, seen)} |`);
  }
  console.log();
}
if (wrong > 0) {
  console.error(`${wrong} of the results are not what was wanted`);
  process.exitCode = 1;
}

/** What came of it over both transports, and what was wanted if that is something else. */
function cell(
  { wanted }: LookAlike,
  name: keyof LookAlike["wanted"],
  seen: readonly string[],
): string {
  const others = seen.filter((it) => it !== wanted[name]).length;
  wrong += others;
  const found =
    new Set(seen).size === 1 ? seen.slice(0, 1) : seen.map((it, at) => `${transports[at]}: ${it}`);
  return others === 0 ? found.join() : `${found.join("; ")} WANTED: ${wanted[name]}`;
}
