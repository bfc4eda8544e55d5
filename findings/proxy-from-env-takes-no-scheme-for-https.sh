#!/usr/bin/env bash
# One would believe: HTTPS_PROXY=proxy.example:3128 names a proxy that is spoken to over http, as it does for curl.
# What is: proxy-from-env 2.1.0 gives an address without a scheme that of the URL to be reached. For https that makes
# https://proxy.example:3128, and a client begins TLS with a proxy that has none.
# Version: proxy-from-env 2.1.0.
# Source: https://github.com/Rob--W/proxy-from-env/blob/master/index.js (getProxyForUrl); https://curl.se/docs/manpage.html (-x)
# Why it matters here: the command takes such an address for http: generator/runtime/uploads/command/proxy.ts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --no-audit --no-fund proxy-from-env@2.1.0

cat >ask.mjs <<'EOF'
import { getProxyForUrl } from "proxy-from-env";
console.log(getProxyForUrl("https://api.example/"), getProxyForUrl("http://api.example/"));
EOF
echo "proxy-from-env $(node -p 'require("./node_modules/proxy-from-env/package.json").version')"
found=$(env -u https_proxy -u http_proxy -u no_proxy -u NO_PROXY HTTPS_PROXY=proxy.example:3128 HTTP_PROXY=proxy.example:3128 node ask.mjs)
echo "$found"
[ "$found" = "https://proxy.example:3128 http://proxy.example:3128" ] || { echo "It has changed." >&2; exit 1; }
