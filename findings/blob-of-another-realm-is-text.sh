#!/usr/bin/env bash
# One would believe: what is no Blob to a runtime is refused as a body, or its bytes are sent.
# What is: Node's Request, Response, Blob and FormData make text of it, without a word: a File of jsdom is sent as the 13
# characters "[object File]", of type text/plain. jsdom's Blob does the same with a File of Node.
# Versions: Node 24.21.0 and 26.10.0, jsdom 29.1.1. Request and Response of Node 20 and 22 look for a method `stream`, and
# throw where there is none.
# Source: https://github.com/nodejs/node, getSource in lib/internal/blob.js; https://github.com/nodejs/undici,
# webidl.converters.BodyInit and XMLHttpRequestBodyInit in lib/web/fetch/response.js. Web IDL has it so: a union of Blob
# and USVString takes whatever is no Blob for the latter (https://webidl.spec.whatwg.org/#es-union).
# Why it matters here: in a test environment File is jsdom's and fetch is Node's, and 13 bytes would be uploaded, and
# completed, for any file. A Blob is known by what it can do, and its bytes are read; and none is handed to Request or
# made of others that Response does not know for a Blob.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --no-engine-strict jsdom@29.1.1

cat >program.mjs <<'END'
import { JSDOM } from "jsdom";

const { window } = new JSDOM();
const file = new window.File(["content of the file"], "a.txt");
const post = (body) => new Request("http://localhost/", { method: "POST", body });
const ways = {
  "Node's Request": () => post(file).text(),
  "Node's Response": () => new Response(file).text(),
  "Node's Blob": () => new Blob([file]).text(),
  "Node's FormData": () => {
    const form = new FormData();
    form.append("data", file);
    return form.get("data");
  },
  "jsdom's Blob, of Node's": () => new window.Blob([new File(["content"], "a.txt")]).text(),
};
for (const [name, way] of Object.entries(ways)) console.log(`${name}: ${await way()}`);
END

for version in 24.21.0 26.10.0; do
  echo "A File of jsdom 29.1.1 on Node $version"
  npx --yes -p "node@$version" node program.mjs | tee output
  diff output - <<'END'
Node's Request: [object File]
Node's Response: [object File]
Node's Blob: [object File]
Node's FormData: [object File]
jsdom's Blob, of Node's: [object File]
END
done
