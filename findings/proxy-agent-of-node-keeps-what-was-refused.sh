#!/usr/bin/env bash
# One would believe: a request that fails because the proxy refuses CONNECT leaves nothing behind, as with
#   https-proxy-agent, which closes the connection to the proxy.
# What is: with Node's own agent for the proxies of the environment the request fails with ERR_PROXY_TUNNEL and is closed,
#   but its connection to the proxy stays open until the proxy closes it, whether the request is destroyed or not. It keeps
#   the process from ending, and there is one for each attempt. A proxy that keeps connections open after a 407, as Squid
#   does, leaves them for minutes.
# Version: Node 22.23.3, 24.21.0 and 26.10.0.
# Source: establishTunnel in lib/https.js of nodejs/node leaves closing to the request ("let req.onSocket handle the
#   destruction"), which isn't given the socket.
# Why it matters here: a proxy's refusal is not tried again.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > check.cjs <<'JS'
const https = require("node:https");
const net = require("node:net");

const open = new Set();
const proxy = net.createServer((socket) => {
  open.add(socket);
  socket.on("close", () => open.delete(socket)).on("error", () => {});
  socket.once("data", () =>
    socket.write("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"),
  );
});
proxy.listen(0, "127.0.0.1", () => {
  const proxyEnv = { https_proxy: `http://127.0.0.1:${proxy.address().port}` };
  const agent = new https.Agent({ keepAlive: true, proxyEnv });
  const request = https.request("https://example.com/", { agent });
  request.on("error", ({ code, statusCode }) => {
    request.destroy();
    agent.destroy();
    setTimeout(() => {
      const found = { version: process.version, code, statusCode, open: open.size };
      console.log(found);
      process.exit(code === "ERR_PROXY_TUNNEL" && statusCode === 407 && open.size === 1 ? 0 : 1);
    }, 1000);
  });
  request.end();
});
JS
for version in 22.23.3 24.21.0 26.10.0; do
  npx --yes --package "node@$version" node check.cjs || { echo "Node $version behaves otherwise now."; exit 1; }
done
