#!/usr/bin/env bash
# One would believe: a proxy that gives up on a body that does not come says 408, or closes the connection.
# What is: Caddy 2.6 with the timeout `read_body` responds 200, with an empty body, as if all had gone well. The server
#   behind it sees a request that breaks off.
# Versions: Debian's caddy 2.6.2-5.
# Source: seen as below; the option is documented at https://caddyserver.com/docs/caddyfile/options#timeouts.
# Why it matters here: a client that looks at the status alone takes a part for stored of which the API has nothing. Ours
#   needs a Part in the response, and the README tells what an empty 200 means.
set -euo pipefail
folder=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null || true; wait; rm -rf "$folder"' EXIT
cd "$folder"
apt-get -qq -o APT::Sandbox::User=root download caddy=2.6.2-5
dpkg-deb --extract caddy_*.deb root
export HOME="$folder" XDG_DATA_HOME="$folder" XDG_CONFIG_HOME="$folder"
echo "Caddy $(root/usr/bin/caddy version)"

free_port() { node -p 'const s = require("net").createServer().listen(0, () => { console.log(s.address().port); s.close() }); ""' | tr -d '\n'; }
port=$(free_port) origin=$(free_port)
cat >Caddyfile <<END
{
  admin off
  auto_https off
  servers {
    timeouts {
      read_body 1s
    }
  }
}
http://127.0.0.1:$port {
  reverse_proxy 127.0.0.1:$origin
}
END
root/usr/bin/caddy run --adapter caddyfile --config Caddyfile >caddy.out 2>&1 &
pid=$!
for _ in $(seq 100); do (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break || sleep 0.1; done
kill -0 "$pid" || { cat caddy.out >&2; exit 1; }

cat >exchange.mjs <<'END'
import http from "node:http";
const [port, origin] = process.argv.slice(2);
let seen = "";
const server = http.createServer((request, response) => {
  request.on("data", () => undefined);
  request.on("end", () => response.end("all arrived"));
  request.on("error", () => (seen = ", and the server saw it break off"));
});
await new Promise((resolve) => server.listen(origin, "127.0.0.1", resolve));
const post = (pause) =>
  new Promise((resolve) => {
    const headers = { "content-length": 200_000 };
    const request = http.request({ host: "127.0.0.1", port, method: "POST", headers, agent: false });
    request.on("response", async (response) => {
      let text = "";
      for await (const chunk of response) text += chunk;
      setTimeout(resolve, 200, `${response.statusCode} "${text}"`);
    });
    request.on("error", () => undefined);
    request.write(Buffer.alloc(100_000));
    setTimeout(() => request.end(Buffer.alloc(100_000)), pause);
  });
console.log(`a body without a pause: ${await post(0)}${seen}`);
console.log(`with one of 3 s in the middle: ${await post(3000)}${seen}`);
process.exit();
END
timeout 60 node exchange.mjs "$port" "$origin" | tee output
diff output - <<'END'
a body without a pause: 200 "all arrived"
with one of 3 s in the middle: 200 "", and the server saw it break off
END
