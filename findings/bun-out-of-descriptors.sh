#!/usr/bin/env bash
# One would believe: a process that has as many files and sockets open as it may is told EMFILE when it makes one more
#   connection, as on Node: "connect EMFILE".
# What is: Bun's node:http says that a server which is listening has refused the connection (ECONNREFUSED). Only its
#   fetch has the code EMFILE, with a message about a typo in the URL.
# Version: Bun 1.4.5, Node 20.20 beside it.
# Source: measured; https://nodejs.org/api/errors.html#common-system-errors has EMFILE for Node.
# Why it matters here: the remedy for too many open files can be named by the code of the error. On Bun it is named for
#   openFile and for fetch, but what node:http says there can't be told from a server that is down.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund bun@1.4.5 >/dev/null 2>&1

cat >server.mjs <<'PROGRAM'
import http from "node:http";

const server = http.createServer((request, response) => response.end("ok"));
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
PROGRAM
cat >program.mjs <<'PROGRAM'
import { openSync } from "node:fs";
import http from "node:http";

const port = process.argv[2];
const codeOf = (host) =>
  new Promise((resolve) => {
    const request = http.get({ host, port, agent: false }, (response) => response.resume().on("end", () => resolve("ok")));
    request.on("error", (error) => resolve(error.code));
  });
// What is loaded when it is first used.
const headers = { connection: "close" };
await fetch(`http://localhost:${port}`, { headers }).then((response) => response.text());
await codeOf("localhost");
await new Promise((resolve) => setTimeout(resolve, 200));
try {
  for (;;) openSync("/dev/null", "r");
} catch (error) {
  console.log(`open: ${error.code}`);
}
console.log(`node:http: ${await codeOf("127.0.0.1")}`);
const thrown = await fetch(`http://127.0.0.1:${port}`).catch((error) => error);
console.log(`fetch: ${thrown.code ?? thrown.cause?.code}`);
process.exit();
PROGRAM

node server.mjs >port &
server=$!
trap 'kill "$server"; rm -rf "$folder"' EXIT
until [ -s port ]; do sleep 0.1; done

under() { (ulimit -n 100 && "$@" program.mjs "$(cat port)"); }

expected_node="open: EMFILE
node:http: EMFILE
fetch: EMFILE"
expected_bun="open: EMFILE
node:http: ECONNREFUSED
fetch: EMFILE"

node=$(under node)
bun=$(under ./node_modules/.bin/bun)
echo "Node $(node --version):"
echo "$node"
echo "Bun $(./node_modules/.bin/bun --version):"
echo "$bun"
[ "$node" = "$expected_node" ]
[ "$bun" = "$expected_bun" ]
