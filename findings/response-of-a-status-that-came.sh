#!/usr/bin/env bash
# One would believe: of a Response that fetch gives, another can be made: new Response(it.body, it).
# What is: fetch resolves with any status that the server sends, such as 600, or 999, with which some sites deny requests.
#   The constructor throws a RangeError for what is not from 200 to 599 (Bun and Deno take 101, too). clone() works.
# Versions: Node 20.20.2 and 26.0.0, Bun 1.4.5, Deno 2.9.6.
# Source: the Fetch standard, "initialize a response" (the range is checked there, and only there); undici's
#   lib/web/fetch/response.js.
# Why it matters here: whatever wraps responses, as an own body or a record of them, makes a RangeError of such a refusal,
#   and a client that takes that for a broken connection sends the request again.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund bun@1.4.5 deno@2.9.6 >/dev/null 2>&1

cat >program.mjs <<'PROGRAM'
import net from "node:net";
const server = net.createServer((socket) => {
  socket.on("error", () => undefined);
  socket.once("data", () => socket.end("HTTP/1.1 999 Denied\r\nContent-Length: 2\r\n\r\n{}"));
});
server.listen(0, "127.0.0.1", async () => {
  const response = await fetch(`http://127.0.0.1:${server.address().port}`);
  let made = "works";
  try {
    new Response(null, { status: response.status });
  } catch (error) {
    made = error.name;
  }
  console.log(`fetch gives ${response.status}, clone ${response.clone().status}, new Response ${made}`);
  server.close();
});
PROGRAM

check() {
  local name=$1
  shift
  local found
  found=$("$@" program.mjs)
  echo "$name: $found"
  [ "$found" = "fetch gives 999, clone 999, new Response RangeError" ]
}

for version in 20.20.2 26.0.0; do
  npm install --silent --no-audit --no-fund --no-save "node@$version" >/dev/null 2>&1
  check "Node $(npx --no-install node --version)" ./node_modules/.bin/node
done
check "Bun 1.4.5" ./node_modules/.bin/bun
check "Deno 2.9.6" ./node_modules/.bin/deno run --allow-net
