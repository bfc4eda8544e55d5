/**
 * Uploads what nginx, Apache, lighttpd, Caddy, Azurite and s3rver have, from its URL: whole, without ranges, compressed,
 * replaced meanwhile, with signatures that expire, over connections that break. Prints how each upload has ended, and
 * fails when that is not as wanted.
 * Options: --only nginx,azurite; --installed skips what is not installed, which is an error otherwise; --stores is a folder
 * in which the stores are installed already.
 */
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { readArguments } from "./read-arguments.ts";
import { cases } from "./url-source/cases.ts";
import type { Place } from "./url-source/place.ts";
import { apache, caddy, lighttpd, nginx } from "./url-source/servers.ts";
import { azurite, installStores, s3rver } from "./url-source/stores.ts";
import { webPlace } from "./url-source/web-place.ts";

const { values } = readArguments(import.meta.filename, {
  options: { only: { type: "string" }, installed: { type: "boolean" }, stores: { type: "string" } },
});
const only = values.only?.toLowerCase().split(",");
const isWanted = ({ name }: { name: string }) => only?.includes(name.toLowerCase()) ?? true;
const servers = [nginx, apache, lighttpd, caddy].filter(isWanted);
const stores = [
  { name: "Azurite", open: azurite },
  { name: "s3rver", open: s3rver },
].filter(isWanted);

const missing = servers.filter(({ program }) => !existsSync(program));
const packages = missing.map(({ debian }) => debian).join(" ");
if (missing.length > 0 && !values.installed)
  throw new Error(
    `${packages}: not installed; run apt-get install ${packages}, or give --installed`,
  );

const table: Record<string, Record<string, string>> = {};
const wrong: string[] = [];
let mixes = 0;
const installed = values.stores ?? (stores.length > 0 ? await installStores() : undefined);
try {
  for (const server of servers.filter((it) => !missing.includes(it)))
    await tryAll(await webPlace(server));
  for (const { open } of stores) await tryAll(await open(installed ?? ""));
} finally {
  if (installed !== undefined && installed !== values.stores)
    await rm(installed, { recursive: true });
}
for (const [place, outcomes] of Object.entries(table)) {
  console.log(`\n${place}`);
  for (const [name, outcome] of Object.entries(outcomes))
    console.log(`  ${name.padEnd(32)} ${outcome}`);
}
console.log(`\nSilent mixes: ${mixes}`);
wrong.forEach((it) => console.error(it));
process.exitCode = wrong.length > 0 ? 1 : 0;

async function tryAll(opened: Place): Promise<void> {
  await using place = opened;
  const outcomes: Record<string, string> = (table[place.name] = {});
  for (const { name, wanted, run } of cases) {
    const outcome = await run(place);
    outcomes[name] = outcome ?? "–";
    if (outcome === undefined) continue;
    mixes += outcome.includes("MIX") ? 1 : 0;
    if (!wanted.test(outcome)) wrong.push(`${place.name}, ${name}: ${outcome}`);
  }
}
