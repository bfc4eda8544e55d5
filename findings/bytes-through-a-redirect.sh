#!/usr/bin/env bash
# One would believe: fetch follows a 307 with the same method and body, whatever the body is made of, since bytes can be
#   sent twice.
# What is: on Node 20 and 22 a body of bytes fails with "Cannot perform ArrayBuffer.prototype.slice on a detached
#   ArrayBuffer". Text, a Blob or a form of the same size goes through. On Node 24 bytes do, too.
# Version: Node 20.20.2, 22.23.3, 24.21.0.
# Source: https://fetch.spec.whatwg.org/#http-redirect-fetch, which makes the body anew from its source; that of bytes
#   is handed over to a stream when they are sent first (lib/web/fetch/body.js of nodejs/undici).
# Why it matters here: the message points to memory, and nothing tells of the redirect. No redirect is followed, over
#   fetch neither, and an error says where it led: generator/runtime/transport.ts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >program.mjs <<'PROGRAM'
import { createServer } from "node:http";

const server = createServer((request, response) => {
  request.resume().on("end", () => {
    if (request.url !== "/moved") response.writeHead(307, { location: "/moved" });
    response.end();
  });
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const form = new FormData();
form.set("a", "b");
const bodies = { text: "abc", bytes: new TextEncoder().encode("abc"), Blob: new Blob(["abc"]), form };
for (const [name, body] of Object.entries(bodies)) {
  const sent = fetch(`http://127.0.0.1:${server.address().port}/`, { method: "POST", body });
  console.log(`${name}: ${await sent.then(({ status }) => status, ({ cause }) => cause.message)}`);
}
server.close();
server.closeAllConnections();
PROGRAM

failed=0
for version in 20.20.2 22.23.3 24.21.0; do
  npm install --silent --no-save --prefix "node-$version" "node@$version" >install.log 2>&1 || { cat install.log; exit 2; }
  node="./node-$version/node_modules/.bin/node"
  said=$("$node" program.mjs)
  printf 'Node %s\n%s\n\n' "$("$node" --version)" "$said"
  bytes="Cannot perform ArrayBuffer.prototype.slice on a detached ArrayBuffer"
  [ "$version" != 24.21.0 ] || bytes=200
  [ "$said" = "$(printf 'text: 200\nbytes: %s\nBlob: 200\nform: 200' "$bytes")" ] || failed=1
done
[ "$failed" = 0 ] || { echo "It has changed." >&2; exit 1; }
