#!/usr/bin/env bash
# One would believe: a value is found in unstorage's storage by the key it was set under, and by no other; and what has
#   `get` and `set` has `delete`, as a Map has.
# What is: "/" and "\" are ":", several of them are one, and what follows a "?" is left out: eight keys below are two.
#   A key with a segment ".." is refused. `get` and `set` have `del` and `remove` beside them, no `delete`.
# Version: unstorage 1.17.6, in memory.
# Source: normalizeKey in src/utils.ts of unjs/unstorage, the aliases at the end of src/storage.ts; issue 563 there
#   ("will write to the same file").
# Why it matters here: two files whose paths differ by that would share a checkpoint, and deleting it would fail. Keys
#   are a hash of the path, checkpoints name the source they are of, and a store may have `remove` or `del` instead.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund unstorage@1.17.6 >/dev/null 2>&1

cat >program.mjs <<'PROGRAM'
import { createStorage } from "unstorage";

const storage = createStorage();
const keys = ["a/b", "a\\b", "a:b", "a//b", "/a/b", "a/b?1", "what", "what?.txt"];
for (const key of keys) await storage.set(key, `set under ${key}`);
console.log((await storage.getKeys()).join(" "));
console.log(await storage.get("a/b"));
console.log(await storage.set("../a", 1).catch((error) => error.message));
console.log(["get", "set", "delete", "remove", "del"].map((name) => `${name}: ${typeof storage[name]}`).join(", "));
PROGRAM

expected='a:b what
set under a/b?1
[unstorage] Invalid key: "../a"
get: function, set: function, delete: undefined, remove: function, del: function'

found=$(node program.mjs)
echo "unstorage $(node -p 'require("./node_modules/unstorage/package.json").version'):"
echo "$found"
[ "$found" = "$expected" ]
