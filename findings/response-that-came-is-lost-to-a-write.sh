#!/usr/bin/env bash
# One would believe: a response that has arrived before a write fails is told by http.request, since it is there to be read.
# What is: where the connection is also reset, the failed write (EPIPE or ECONNRESET) destroys the socket before Node reads
# from it again, and the response goes with it: the caller gets the error of the write, and no 413. If the event loop turns
# once before the write, the same response comes. So it is with Node 20.20, 22, 24 and 26.
# Versions: Node 20.20, 22, 24, 26.
# Source: https://github.com/nodejs/node/blob/main/lib/internal/stream_base_commons.js (onWriteComplete destroys the stream)
# Why it matters here: servers and proxies refuse large bodies like this, and a size limit would look like a broken network.
# The failure of a write is reported a moment later: generator/runtime/node/read-before-failing.ts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >program.cjs <<'EOF'
const http = require("node:http");
const { Worker } = require("node:worker_threads");

// Refuses in a thread of its own, whatever the client's does meanwhile.
const refusing = `
  const { parentPort, workerData } = require("node:worker_threads");
  const server = require("node:net").createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => {
      socket.write("HTTP/1.1 413 Too Large\\r\\nContent-Length: 0\\r\\nConnection: close\\r\\n\\r\\n", () => {
        socket.resetAndDestroy();
        server.close();
        Atomics.store(workerData, 0, 1);
        Atomics.notify(workerData, 0);
      });
    });
  });
  server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
`;

async function outcome(readsFirst) {
  const state = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(refusing, { eval: true, workerData: state });
  const port = await new Promise((done) => worker.once("message", done));
  const result = await new Promise((done) => {
    const request = http.request({ port, host: "127.0.0.1", method: "POST", headers: { "content-length": 2e6 } });
    request.on("response", (response) => done(String(response.resume().statusCode)));
    request.on("error", (error) => done(error.code));
    request.on("socket", (socket) => socket.once("connect", () => {
      request.flushHeaders();
      setImmediate(() => {
        // Until the response and the reset are there.
        Atomics.wait(state, 0, 0, 5000);
        Atomics.wait(state, 0, 1, 100);
        const write = () => request.write(Buffer.alloc(1e6));
        if (readsFirst) setImmediate(write);
        else write();
      });
    }));
  });
  await worker.terminate();
  return result;
}

(async () => {
  const atOnce = await outcome(false);
  const later = await outcome(true);
  console.log(process.version, { "written at once": atOnce, "after the event loop has turned": later });
  if (!/^(EPIPE|ECONNRESET)$/.test(atOnce) || later !== "413") {
    console.error("It has changed.");
    process.exit(1);
  }
})();
EOF
node program.cjs
