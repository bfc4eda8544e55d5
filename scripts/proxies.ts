/**
 * Uploads through nginx, Apache, lighttpd, HAProxy, Squid, tinyproxy, Caddy and Varnish, each with a configuration of its
 * own, over `node:http` and over `fetch`, and shows what the client tells its user. Fails when a cell is not as wanted.
 * Options: --only nginx,haproxy; --installed skips what is not installed, which is an error otherwise; --messages prints
 * each error.
 */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { startBackend, type Backend } from "./proxies/backend.ts";
import { cases, runCase, type Ports } from "./proxies/cases.ts";
import { haproxy, squid, tinyproxy, varnish } from "./proxies/forwarders.ts";
import type { Proxy } from "./proxies/proxy.ts";
import { freePort, start } from "./proxies/run-proxy.ts";
import { apache, caddy, lighttpd, nginx } from "./proxies/servers.ts";
import type { Transports } from "./proxies/transports.ts";
import { wantedOf } from "./proxies/wanted.ts";
import { readArguments } from "./read-arguments.ts";

const { values } = readArguments(import.meta.filename, {
  options: {
    only: { type: "string" },
    installed: { type: "boolean" },
    messages: { type: "boolean" },
  },
});
const proxies = [nginx, apache, lighttpd, haproxy, squid, tinyproxy, caddy, varnish];
const transports: readonly Transports[] = ["node:http", "fetch"];
/** By transport, case and proxy. */
const cells: Record<string, Record<string, Record<string, string>>> = {};
const wrong: string[] = [];
const chosen = installed(choose(values.only));
const backend = await startBackend();
try {
  await Promise.all(chosen.map((proxy) => tryProxy(proxy, backend)));
} finally {
  backend.close();
}
for (const transport of transports) {
  console.log(`Over ${transport}`);
  console.table(cells[transport], chosen.map(nameOf));
}
wrong.forEach((it) => console.error(it));
process.exitCode = wrong.length > 0 ? 1 : 0;

function choose(only: string | undefined): readonly Proxy[] {
  if (only === undefined) return proxies;
  return only.split(",").map((name) => {
    const found = proxies.find((proxy) => proxy.name.toLowerCase() === name.toLowerCase());
    const known = proxies.map((proxy) => proxy.name.toLowerCase()).join(", ");
    if (!found) throw new Error(`--only: must be of ${known}, got ${name}`);
    return found;
  });
}

function installed(wanted: readonly Proxy[]): readonly Proxy[] {
  const missing = wanted.filter(({ program }) => !existsSync(program));
  const packages = missing.map(({ debian }) => debian).join(" ");
  if (missing.length > 0 && !values.installed)
    throw new Error(
      `${packages}: not installed; run apt-get install ${packages}, or give --installed`,
    );
  if (packages) console.log(`Not installed: ${packages}`);
  return wanted.filter((proxy) => !missing.includes(proxy));
}

/** With its version, as the first figures with dots that it prints. */
function nameOf({ name, program, version }: Proxy): string {
  const printed = execFileSync("sh", ["-c", '"$0" "$1" 2>&1', program, version], {
    encoding: "utf8",
  });
  return `${name} ${/\d+(\.\d+)+/.exec(printed)?.[0] ?? ""}`;
}

async function tryProxy(proxy: Proxy, { port }: Backend): Promise<void> {
  await using plain = await start(proxy, { backend: port });
  await using limited = await start(proxy, { backend: port, limit: 2 ** 20 });
  await using hasty = await start(proxy, { backend: port, patience: 1 });
  await using deserted = await start(proxy, { backend: await freePort() });
  const ports: Ports = {
    plain: plain.port,
    limited: limited.port,
    hasty: hasty.port,
    deserted: deserted.port,
  };
  await Promise.all(transports.map((transport) => tryTransport(proxy, transport, ports)));
}

async function tryTransport(proxy: Proxy, transport: Transports, ports: Ports): Promise<void> {
  const column = nameOf(proxy);
  for (const it of cases) {
    const started = Date.now();
    const { cell, message } = await runCase(it, ports, backend, transport);
    ((cells[transport] ??= {})[it.name] ??= {})[column] = cell;
    const wanted = wantedOf(proxy.name, transport, it.name);
    const where = `${proxy.name}, ${transport}, ${it.name}`;
    if (values.messages) console.log(`${where}, ${Date.now() - started} ms: ${cell}. ${message}`);
    if (!wanted.includes(cell))
      wrong.push(`${where}: wanted ${wanted.join(" or ")}, got ${cell}. ${message}`);
  }
}
