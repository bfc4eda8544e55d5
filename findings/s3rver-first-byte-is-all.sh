#!/usr/bin/env bash
# One would believe: `Range: bytes=0-0` gets the first byte, which is how to look at an object without reading it.
# What is: s3rver responds with the whole object, as 206 with a Content-Range of all of it. Any other range is exact. And
#   If-Match is not looked at, so that an object that has been replaced is given as if it had been asked for.
# Versions: s3rver 3.7.1.
# Source: getObject in lib/stores/filesystem.js of https://github.com/jamhall/s3rver: an `end` of 0 counts as none.
# Why it matters here: `urlSource` begins with the first byte. It takes what it has asked for of a response that has more,
#   closes the connection, and compares the ETag of each response itself.
set -euo pipefail
folder=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null || true; wait; rm -rf "$folder"' EXIT
cd "$folder"
echo '{}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts s3rver@3.7.1 aws4@1.13.2
echo "s3rver $(node -p 'require("s3rver/package.json").version')"
port=$(node -p 'const s = require("net").createServer().listen(0, () => { console.log(s.address().port); s.close() }); ""' | tr -d '\n')
node node_modules/s3rver/bin/s3rver.js -d data -a 127.0.0.1 -p "$port" --configure-bucket bucket >s3rver.out 2>&1 &
pid=$!
for _ in $(seq 100); do (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break || sleep 0.1; done
kill -0 "$pid" || { cat s3rver.out >&2; exit 1; }

cat >exchange.cjs <<'END'
const aws4 = require("aws4");
const host = `127.0.0.1:${process.argv[2]}`;
const send = (method, headers = {}, body = undefined) => {
  const request = { service: "s3", region: "us-east-1", host, path: "/bucket/a", method, headers, body };
  aws4.sign(request, { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" });
  return fetch(`http://${host}/bucket/a`, { method, headers: request.headers, body });
};
const rangeOf = async (range, more) => {
  const response = await send("GET", { range, ...more });
  return `${response.status} ${response.headers.get("content-range")}`;
};
(async () => {
  await send("PUT", {}, "0123456789");
  for (const range of ["bytes=0-0", "bytes=0-1", "bytes=1-1"]) console.log(`${range}: ${await rangeOf(range)}`);
  console.log(`with If-Match "another": ${await rangeOf("bytes=1-1", { "if-match": '"another"' })}`);
})();
END
timeout 60 node exchange.cjs "$port" | tee output
diff output - <<'END'
bytes=0-0: 206 bytes 0-9/10
bytes=0-1: 206 bytes 0-1/10
bytes=1-1: 206 bytes 1-1/10
with If-Match "another": 206 bytes 1-1/10
END
