#!/usr/bin/env bash
# One would believe: of the option `onread`, that of tls.connect behaves as that of net.connect, to whose text its own
#   refers: when the callback returns false, the socket is paused, and nothing comes before it is resumed.
# What is: over TCP nothing comes. Over TLS the callback is called again and again, with what has been read from the
#   network already: up to 64 KiB, in records of 16 KiB. Each is put into the same buffer, over the one before.
# Versions: Node 20.20.2, 24.21.0 and 26.10.0.
# Source: https://github.com/nodejs/node, doc/api/net.md and doc/api/tls.md (onread); TLSWrap::ClearOut in
#   src/crypto/crypto_tls.cc reads records in a loop that asks nobody whether to go on.
# Why it matters here: large bodies are read past Node's parser by `onread`. Who returns false and keeps a view of the
#   buffer for later has other bytes then: generator/runtime/uploads/node/url/incoming-body.ts copies what is left.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -subj /CN=localhost \
  -keyout key.pem -out cert.pem -days 2 2>/dev/null

cat >program.mjs <<'PROGRAM'
import { readFileSync } from "node:fs";
import net from "node:net";
import tls from "node:tls";

const [key, cert] = ["key.pem", "cert.pem"].map((name) => readFileSync(name));
const content = Buffer.alloc(10_000_000);

/** Calls of the callback after it has returned false for the first time. */
async function callsAfterFalse(server, connect) {
  server.on("error", () => {});
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  let calls = 0;
  const onread = {
    buffer: Buffer.alloc(16_384),
    callback: () => {
      calls += 1;
      return false;
    },
  };
  connect({ port: server.address().port, host: "127.0.0.1", rejectUnauthorized: false, onread });
  await new Promise((resolve) => setTimeout(resolve, 500));
  return calls - 1;
}

const send = (socket) => socket.on("error", () => {}).write(content);
const overTcp = await callsAfterFalse(net.createServer(send), net.connect);
const overTls = await callsAfterFalse(tls.createServer({ key, cert }, send), tls.connect);
console.log(`${process.version}: calls after false, over TCP ${overTcp}, over TLS ${overTls}`);
process.exit(overTcp === 0 && overTls > 0 ? 0 : 1);
PROGRAM

for version in 20.20.2 24.21.0 26.10.0; do
  npm install --silent --no-audit --no-fund --prefix "$version" "node@$version" >install.log 2>&1 ||
    { cat install.log; exit 2; }
  "./$version/node_modules/.bin/node" program.mjs
done
