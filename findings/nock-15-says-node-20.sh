#!/usr/bin/env bash
# One would believe: a package whose `engines` name the Node at hand works on it.
# What is: nock 15.0.2 names Node 20.12.1 and later, but what it intercepts with needs Promise.withResolvers, which only
#   Node 22 has. On Node 20 it is installed without a warning, and every request fails with "Promise.withResolvers is
#   not a function", as if the network had failed. nock 14 works there.
# Versions: nock 15.0.2 with @mswjs/interceptors 0.44.0, and nock 14.0.17, on Node 20.20.2.
# Source: `engines` in nock's package.json; `Promise.withResolvers` in the published files of @mswjs/interceptors.
# Why it matters here: users see a ConnectionError that tells them to check the network. The README names the Node that
#   nock 15 needs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund node@20.20.2 nock-15@npm:nock@15.0.2 nock-14@npm:nock@14.0.17 \
  @mswjs/interceptors@0.44.0 >/dev/null 2>&1

cat >program.mjs <<'PROGRAM'
import http from "node:http";
const { default: nock } = await import(process.argv[2]);
nock("http://mocked.test").get("/").reply(200, "mocked");
const told = await new Promise((resolve) => {
  http
    .get("http://mocked.test/", (response) => resolve(`status ${response.statusCode}`))
    .on("error", (error) => resolve(error.message));
}).catch((error) => error.message);
console.log(told);
process.exit();
PROGRAM

check() {
  local found
  found=$(./node_modules/.bin/node program.mjs "$1" 2>&1 | tail -1)
  echo "$1 on Node $(./node_modules/.bin/node --version), engines $(node -p "require('./node_modules/$1/package.json').engines.node"): $found"
  [[ "$found" == *"$2"* ]]
}

check nock-15 "Promise.withResolvers is not a function"
check nock-14 "status 200"
