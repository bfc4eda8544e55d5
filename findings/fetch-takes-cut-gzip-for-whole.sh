#!/usr/bin/env bash
# One would believe: a compressed response that stops before its end is an error, as it is to zlib's own functions; gzip
# has a checksum and a length at its end for that.
# What is: Node's fetch hands out what could be decompressed until then, as a body that is complete, without an error. Its
# decoder is told to flush what it has when the input ends (`finishFlush: Z_SYNC_FLUSH`).
# Version: undici 6.24.1 in Node 20.20, 7.30.2 from npm, 8.10.2 in Node 26.10.
# Source: https://github.com/nodejs/undici, lib/web/fetch/index.js, where it makes the decoders of a response.
# Why it matters here: JSON that is open at its end counts as cut off and is asked for again, whatever the transport says of its end.
# Over node:http the decoder is strict, so that a shortened Blob is an error.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund undici@7.30.2

cat >shown.mjs <<'EOF'
import { createServer } from "node:http";
import { gunzipSync, gzipSync } from "node:zlib";
import { fetch as fetchOfPackage } from "undici";

const text = JSON.stringify({ id: "upload_1", status: "pending" });
const cut = gzipSync(text).subarray(0, -20);
const server = createServer((request, response) => {
  response.writeHead(200, { "content-encoding": "gzip", "content-length": cut.length }).end(cut);
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const url = `http://127.0.0.1:${server.address().port}`;

let strict = "no error";
try {
  gunzipSync(cut);
} catch (error) {
  strict = error.message;
}
console.log(`sent: the first ${cut.length} bytes of the gzip of ${text}`);
console.log(`node:zlib: ${strict}`);
const got = [];
for (const [name, send] of Object.entries({ [`Node ${process.version}`]: fetch, "undici 7.30.2": fetchOfPackage })) {
  const body = await (await send(url)).text().catch((error) => error);
  console.log(`fetch of ${name}: ${body}`);
  got.push(body);
}
server.close();
server.closeAllConnections();
const isShortened = (it) => typeof it === "string" && it.length < text.length && text.startsWith(it);
process.exitCode = strict === "unexpected end of file" && got.every(isShortened) ? 0 : 1;
EOF
node shown.mjs
echo "A cut gzip is an error to zlib, and a shorter body to fetch."
