#!/usr/bin/env bash
# One would believe: a range with the ETag of the first is a range of the same content; and who asks with If-Match gets a
#   412 if it is another.
# What is: lighttpd looks at a file once a second. A file that is rewritten in between is given with its new bytes under
#   the old ETag and the old Last-Modified for up to a second. If-Match and If-Unmodified-Since are not looked at.
# Versions: Debian's lighttpd 1.4.69-1.
# Source: stat_cache.c in https://github.com/lighttpd/lighttpd1.4: the engine "simple", which is the default, keeps what
#   stat has said for the same second. Conditions: seen as below.
# Why it matters here: parts that are read within that second are a mix that no comparison of ETags can see. `urlSource`
#   asks lighttpd again when that second is over, before it lets an upload be completed, and compares each response itself.
set -euo pipefail
folder=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null || true; wait; rm -rf "$folder"' EXIT
cd "$folder"
apt-get -qq -o APT::Sandbox::User=root download lighttpd=1.4.69-1 libpcre2-8-0=10.42-1 libnettle8=3.8.1-2 libxxhash0=0.8.1-1
for package in *.deb; do dpkg-deb --extract "$package" root; done
export LD_LIBRARY_PATH="$folder/root/usr/lib/x86_64-linux-gnu"
root/usr/sbin/lighttpd -v | sed -n 1p

port=$(node -p 'const s = require("net").createServer().listen(0, () => { console.log(s.address().port); s.close() }); ""' | tr -d '\n')
mkdir www
cat >lighttpd.conf <<END
server.bind = "127.0.0.1"
server.port = $port
server.document-root = "$folder/www"
server.modules = ()
mimetype.assign = ( ".txt" => "text/plain" )
END
head -c 1000000 /dev/zero | tr '\0' a >www/a.txt
root/usr/sbin/lighttpd -D -m root/usr/lib/lighttpd -f lighttpd.conf 2>lighttpd.out &
pid=$!
for _ in $(seq 100); do (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break || sleep 0.1; done
kill -0 "$pid" || { cat lighttpd.out >&2; exit 1; }

cat >exchange.mjs <<'END'
import { open } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
const url = `http://127.0.0.1:${process.argv[2]}/a.txt`;
const get = async (more = {}) => {
  const response = await fetch(url, { headers: { range: "bytes=900000-900000", ...more } });
  const { status, headers } = response;
  return { status, etag: headers.get("etag"), text: await response.text() };
};
let seen = 0;
let before;
for (let round = 0; round < 5; round++) {
  // Well after the last change, and somewhere in the middle of a second.
  await sleep(2100 + round * 170);
  before = await get();
  const file = await open("www/a.txt", "r+");
  await file.write(Buffer.alloc(1_000_000, before.text === "a" ? "b" : "a"), 0, 1_000_000, 0);
  await file.close();
  const after = await get();
  if (after.text !== before.text && after.etag === before.etag) seen += 1;
}
console.log(`new bytes under the old ETag: ${seen > 0 ? "yes" : "no"}`);
await sleep(1100);
const later = await get({ "if-match": before.etag });
console.log(`a second later another ETag: ${later.etag !== before.etag ? "yes" : "no"}`);
console.log(`asked for with If-Match and the old ETag: ${later.status}`);
const since = await get({ "if-unmodified-since": "Thu, 01 Jan 1970 00:00:00 GMT" });
console.log(`and with If-Unmodified-Since 1970: ${since.status}`);
END
timeout 60 node exchange.mjs "$port" | tee output
diff output - <<'END'
new bytes under the old ETag: yes
a second later another ETag: yes
asked for with If-Match and the old ETag: 206
and with If-Unmodified-Since 1970: 206
END
