#!/usr/bin/env bash
# One would believe: when fetch takes a body from an async generator and asks it for the next chunk, it has done with the
# last one, as a writer that waits for write() has. A generator that reads a file into one buffer would then be sent right.
# What is: Node's fetch (undici 7.30.2, and 6.24.1 in Node 20.20) hands the chunk to the socket and asks for more at once. What
# the generator writes into its buffer next is what the server receives, with status 200, and nothing fails. http.request
# sends the same generator right, when each write's callback is awaited.
# Versions: undici 7.30.2, and 6.24.1 in Node 20.20.
# Source: https://github.com/nodejs/undici/blob/main/lib/dispatcher/client-h1.js (writeIterable, AsyncWriter.write)
# Why it matters here: memory that is used again is how large files are read at no cost, and a part without an md5 would be
# stored wrong. What comes from a caller's source is copied before fetch gets it: generator/runtime/fetch-body.ts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --no-audit --no-fund undici@7.30.2
cat >program.js <<'EOF'
import { createServer, request } from "node:http";
import { once } from "node:events";
import { fetch as newer } from "undici";

async function* overwriting() {
  const memory = Buffer.alloc(4);
  for (const text of ["aaaa", "bbbb", "cccc"]) {
    memory.write(text);
    yield memory;
    memory.fill("x");
  }
}

const server = createServer(async (incoming, response) => {
  let text = "";
  for await (const chunk of incoming) text += chunk;
  response.end(text);
}).listen(0, "127.0.0.1");
await once(server, "listening");
const url = `http://127.0.0.1:${server.address().port}/`;

const send = async (fetch) =>
  (await fetch(url, { method: "POST", body: ReadableStream.from(overwriting()), duplex: "half" })).text();

async function byHttp() {
  const outgoing = request(url, { method: "POST" });
  for await (const chunk of overwriting())
    await new Promise((done, fail) => outgoing.write(chunk, (error) => (error ? fail(error) : done())));
  outgoing.end();
  const [incoming] = await once(outgoing, "response");
  let text = "";
  for await (const chunk of incoming) text += chunk;
  return text;
}

const received = {
  "fetch of Node": await send(fetch),
  "fetch of undici 7.30.2": await send(newer),
  "http.request": await byHttp(),
};
console.log(process.version, process.versions.undici, received);
server.close();
server.closeAllConnections();
const isRight = (text) => text === "aaaabbbbcccc";
const [node, undici, http] = Object.values(received).map(isRight);
if (node || undici || !http) {
  console.error("It has changed.");
  process.exit(1);
}
EOF
node program.js
