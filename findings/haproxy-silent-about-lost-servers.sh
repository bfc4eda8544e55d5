#!/usr/bin/env bash
# One would believe: when the server behind it is lost, a proxy says 502.
# What is: HAProxy 2.6 does so if it notices while nothing is to be sent. If it notices because it can't pass on what it
#   has of the body, it closes the connection without a response, and the client can't tell a lost server from a lost line.
#   A trickle gets its 502, a body that comes fast does not.
# Versions: Debian's haproxy 2.6.12-1+deb12u4.
# Source: seen as below; its log has the termination state SD for it, of which section 8.5 of
#   https://docs.haproxy.org/2.6/configuration.html says that the server was lost during the data phase.
# Why it matters here: a retry is right all the same, but the error can't name the cause. The README does.
set -euo pipefail
folder=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null || true; wait; rm -rf "$folder"' EXIT
cd "$folder"
apt-get -qq -o APT::Sandbox::User=root download haproxy=2.6.12-1+deb12u4 liblua5.3-0=5.3.6-2 \
  libopentracing1=1.6.0-4 libopentracing-c-wrapper0=1.1.3-3+b1
for package in *.deb; do dpkg-deb --extract "$package" root; done
export LD_LIBRARY_PATH="$folder/root/usr/lib/x86_64-linux-gnu"
root/usr/sbin/haproxy -v | sed -n 1p

free_port() { node -p 'const s = require("net").createServer().listen(0, () => { console.log(s.address().port); s.close() }); ""' | tr -d '\n'; }
port=$(free_port) origin=$(free_port)
cat >haproxy.cfg <<END
defaults
  mode http
  timeout connect 5s
  timeout server 20s
  timeout client 20s
frontend front
  bind 127.0.0.1:$port
  default_backend back
backend back
  server one 127.0.0.1:$origin
END
root/usr/sbin/haproxy -db -f haproxy.cfg >haproxy.out 2>&1 &
pid=$!
for _ in $(seq 100); do (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break || sleep 0.1; done
kill -0 "$pid" || { cat haproxy.out >&2; exit 1; }

cat >exchange.mjs <<'END'
import { connect, createServer } from "node:net";
const [port, origin] = process.argv.slice(2);
// Lost after some of the body.
const server = createServer((socket) => {
  let bytes = 0;
  socket.on("error", () => undefined);
  socket.on("data", (chunk) => {
    bytes += chunk.length;
    if (bytes > 60_000) socket.destroy();
  });
});
await new Promise((resolve) => server.listen(origin, "127.0.0.1", resolve));
const post = (bytes, milliseconds) =>
  new Promise((resolve) => {
    const client = connect(port, "127.0.0.1");
    let received = "";
    client.on("data", (chunk) => (received += chunk));
    client.on("error", () => undefined);
    client.write("POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000000000\r\n\r\n");
    // Written as long as there is no response: a reset can't have swallowed one.
    const timer = setInterval(() => received || client.write(Buffer.alloc(bytes)), milliseconds);
    const end = () => {
      clearInterval(timer);
      client.destroy();
      resolve(received.split("\r\n")[0] || "closed, no response");
    };
    client.on("end", end);
    client.on("close", end);
    setTimeout(end, 10_000);
  });
console.log(`a thousand bytes at a time: ${await post(1000, 20)}`);
console.log(`a million bytes at a time: ${await post(1_000_000, 5)}`);
process.exit();
END
timeout 60 node exchange.mjs "$port" "$origin" | tee output
diff output - <<'END'
a thousand bytes at a time: HTTP/1.1 502 Bad Gateway
a million bytes at a time: closed, no response
END
