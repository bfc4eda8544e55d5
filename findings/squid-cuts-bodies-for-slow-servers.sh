#!/usr/bin/env bash
# One would believe: a proxy that gets a body faster than it can pass it on reads more slowly.
# What is: Squid 5.7 reads on until `client_request_buffer_max_size`, by default 512 KB, is full, and then closes both
#   connections without a response or a word in its logs. The body has to have a Content-Length: chunked ones arrive.
#   What fits into the buffers of the sockets on the way hides it, so that small bodies and fast servers work.
# Versions: Debian's squid 5.7-2+deb12u6.
# Source: seen as below; https://github.com/langgenius/dify/issues/14161 tells of it and raises the option, which is
#   documented at http://www.squid-cache.org/Doc/config/client_request_buffer_max_size/ without any such warning.
# Why it matters here: parts have lengths, and one of 64 MiB fails each time behind such a proxy, with nothing to tell why.
#   The README says to send parts of 1 MiB, or to raise that option.
set -euo pipefail
folder=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || kill -9 "$pid" 2>/dev/null || true; rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
apt-get -qq -o APT::Sandbox::User=root download squid=5.7-2+deb12u6 squid-common=5.7-2+deb12u6 libecap3=1.0.1-3.4 \
  libltdl7=2.4.7-7~deb12u1 libnetfilter-conntrack3=1.0.9-3 libnfnetlink0=1.0.2-2 libmnl0=1.0.4-3
for package in *.deb; do dpkg-deb --extract "$package" root; done
export LD_LIBRARY_PATH="$folder/root/usr/lib/x86_64-linux-gnu"
mkdir errors
root/usr/sbin/squid -v | sed -n 1p

cat >exchange.mjs <<'END_OF_PROGRAM'
import http from "node:http";
const [port, origin, kind] = process.argv.slice(2);
const size = 16_000_000;
// Reads a chunk of at most 64 KiB per millisecond.
const server = http.createServer(async (request, response) => {
  let bytes = 0;
  try {
    for await (const chunk of request) {
      bytes += chunk.length;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    response.end(`all ${bytes} bytes arrived`);
  } catch {
    // The connection was closed.
  }
});
await new Promise((resolve) => server.listen(origin, "127.0.0.1", resolve));
const post = (length) =>
  new Promise((resolve) => {
    const headers = kind === "chunked" ? { "transfer-encoding": kind } : { "content-length": length };
    const request = http.request({ host: "127.0.0.1", port, method: "POST", headers, agent: false });
    request.on("response", async (response) => {
      let text = "";
      for await (const chunk of response) text += chunk;
      resolve(response.statusCode === 200 ? text : `status ${response.statusCode}`);
    });
    request.on("error", () => resolve("connection closed, no response"));
    request.end(Buffer.alloc(length));
  });
// Until it has noticed that the server is there.
for (let turn = 0; turn < 50 && !(await post(1)).startsWith("all"); turn++)
  await new Promise((resolve) => setTimeout(resolve, 200));
console.log(await post(size));
process.exit();
END_OF_PROGRAM

free_port() { node -p 'const s = require("net").createServer().listen(0, () => { console.log(s.address().port); s.close() }); ""' | tr -d '\n'; }

run() { # kind of body, buffer
  local port origin
  port=$(free_port) origin=$(free_port)
  cat >squid.conf <<END_OF_CONF
http_port 127.0.0.1:$port accel defaultsite=localhost
cache_peer 127.0.0.1 parent $origin 0 no-query originserver
never_direct allow all
http_access allow all
cache deny all
access_log none
cache_log /dev/null
pid_filename none
pinger_enable off
netdb_filename none
shutdown_lifetime 0 seconds
visible_hostname localhost
mime_table $folder/root/usr/share/squid/mime.conf
icon_directory $folder/root/usr/share/squid/icons
error_directory $folder/errors
client_request_buffer_max_size $2
END_OF_CONF
  root/usr/sbin/squid -N -f squid.conf >squid.out 2>&1 &
  pid=$!
  for _ in $(seq 100); do (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break || sleep 0.1; done
  kill -0 "$pid" || { cat squid.out >&2; exit 1; }
  printf '%s, buffer of %s: ' "$1" "$2"
  timeout 60 node exchange.mjs "$port" "$origin" "$1"
  kill -9 "$pid"
  wait "$pid" 2>/dev/null || true
  pid=
}

{
  run length "512 KB"
  run chunked "512 KB"
  run length "100 MB"
} | tee output
diff output - <<'END_OF_OUTPUT'
length, buffer of 512 KB: connection closed, no response
chunked, buffer of 512 KB: all 16000000 bytes arrived
length, buffer of 100 MB: all 16000000 bytes arrived
END_OF_OUTPUT
