#!/usr/bin/env bash
# One would believe: when the store behind keyv can't be written to, `set` rejects, as it does in every client of a
#   database.
# What is: it resolves, with false, unless `throwOnErrors` was set; what went wrong is an event. `get` then gives
#   undefined, as for a key that was never set.
# Version: keyv 5.6.0.
# Source: issue 1244 and pull request 1245 of jaredwray/keyv ("set always returns true"); packages/keyv/src/index.ts.
# Why it matters here: a checkpoint that was not written is one that nothing can be resumed from. A `set` that gives
#   false ends the upload like one that rejects. local-storage's (issue 4 of bevacqua/local-storage) says it so, too.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund keyv@5.6.0 >/dev/null 2>&1

cat >program.mjs <<'PROGRAM'
import Keyv from "keyv";

const gone = () => Promise.reject(new Error("no connection"));
const store = { get: gone, set: gone, delete: gone, clear: gone };
for (const throwOnErrors of [false, true]) {
  const keyv = new Keyv({ store, throwOnErrors });
  keyv.on("error", () => undefined);
  const told = (promise) => promise.then((value) => `resolves with ${value}`, (error) => `rejects: ${error.message}`);
  console.log(`throwOnErrors ${throwOnErrors}: set ${await told(keyv.set("key", "value"))}, get ${await told(keyv.get("key"))}`);
}
PROGRAM

expected="throwOnErrors false: set resolves with false, get resolves with undefined
throwOnErrors true: set rejects: no connection, get rejects: no connection"

found=$(node program.mjs)
echo "keyv $(node -p 'require("./node_modules/keyv/package.json").version'):"
echo "$found"
[ "$found" = "$expected" ]
