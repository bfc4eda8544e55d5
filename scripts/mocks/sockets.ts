import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";

const folder = resolve("test/runtime/node");

/** Makes the program of the checks of how Node writes to a connection, in one file below `target`. Resolves with its path. */
export async function prepareSockets(target: string): Promise<string> {
  const outfile = join(target, "sockets.mjs");
  const certificate = (file: string) =>
    `Buffer.from(${JSON.stringify(readFileSync(join(folder, file), "latin1"))})`;
  const contents = `
    import { checks } from "${folder}/socket-checks.ts";
    const tls = { key: ${certificate("tls-key.pem")}, cert: ${certificate("tls-cert.pem")} };
    const report = {};
    for (const [name, check] of Object.entries(checks))
      report[name] = await check(tls).then(() => "ok", String);
    console.log(JSON.stringify(report));
    process.exit();
  `;
  await build({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "es2022",
    outfile,
    logLevel: "warning",
  });
  return outfile;
}
