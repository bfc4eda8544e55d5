#!/usr/bin/env bash
# One would believe: once the callback of a write has been called, its bytes are out of one's hands, and their memory
# can be filled anew. That is how much is sent from one buffer.
# What is: when a handler of msw has read a request and then lets it through, the callbacks have been called as it was
# read, and the bytes are sent to the server afterwards, from the same memory: whatever is there by then.
# Versions: msw 2.15.0 with @mswjs/interceptors 0.41.9, msw 3.0.5 with 0.45.12, Node 24.21.0. nock 14 and 15, which build
# on the same package, do so for unmatched requests with allowUnmocked.
# Source: https://github.com/mswjs/interceptors, flushWriteBuffer and passthrough in
# src/interceptors/ClientRequest/MockHttpSocket.ts of 0.41.9; acknowledgeWrite in
# src/interceptors/net/socket-controller.ts of 0.45.12.
# Why it matters here: files are read into a few buffers in turn, and a test that only logs its requests uploaded other
# bytes than the file has. Buffers are filled again only where a socket writes as Node's do.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --no-engine-strict \
  msw2@npm:msw@2.15.0 msw3@npm:msw@3.0.5

cat >program.mjs <<'END'
import http from "node:http";

const name = process.argv[2];
const { http: handlers, passthrough } = await import(name);
const { setupServer } = await import(`${name}/node`);

const server = http.createServer(async (incoming, response) => {
  let text = "";
  for await (const chunk of incoming) text += chunk;
  response.end(text);
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const url = `http://127.0.0.1:${server.address().port}/`;

/** Sends a letter at a time, from one buffer. */
async function send(text) {
  const buffer = new Uint8Array(1);
  const outgoing = http.request(url, { method: "POST", headers: { "content-length": text.length } });
  const responded = new Promise((resolve) => outgoing.on("response", resolve));
  for (const letter of text) {
    buffer.fill(letter.charCodeAt(0));
    await new Promise((resolve) => outgoing.write(buffer, resolve));
  }
  outgoing.end();
  let received = "";
  for await (const chunk of await responded) received += chunk;
  return received;
}

const plain = await send("abc");
const handler = handlers.post(url, async ({ request }) => {
  await request.clone().text();
  return passthrough();
});
setupServer(handler).listen();
console.log(`${name}: "abc" arrives as "${plain}" without it, as "${await send("abc")}" with it`);
process.exit();
END

echo "Node $(npx --yes -p node@24.21.0 node --version), one buffer for all writes, filled again after each callback:"
for name in msw2 msw3; do npx --yes -p node@24.21.0 node program.mjs "$name"; done | tee output
diff output - <<'END'
msw2: "abc" arrives as "abc" without it, as "ccc" with it
msw3: "abc" arrives as "abc" without it, as "ccc" with it
END
