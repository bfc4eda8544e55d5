#!/usr/bin/env bash
# One would believe: what has `update(bytes)` and `digest("hex")`, as Node's hashes have, gives 32 hex digits for an md5,
#   and one that has given its digest can be told to begin again.
# What is: noble's digest ignores its argument and gives bytes. hash-wasm's is over after one digest, until `init`, which
#   starts over for everybody who has the same one. SparkMD5 has neither method: `append` and `end`.
# Version: @noble/hashes 2.4.0, hash-wasm 4.13.0, spark-md5 3.0.2.
# Source: src/legacy.ts of paulmillr/noble-hashes; "init" in the README of Daninet/hash-wasm, which advises it instead
#   of a new one; spark-md5.js of satazor/js-spark-md5.
# Why it matters here: a wrong md5 is told by the server after everything has been sent. `uploadFile` tries the first
#   hash out before it sends anything, takes bytes for hex, and refuses a function that gives one hash twice.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund @noble/hashes@2.4.0 hash-wasm@4.13.0 spark-md5@3.0.2 >/dev/null 2>&1

cat >program.mjs <<'PROGRAM'
import { md5 } from "@noble/hashes/legacy.js";
import { createMD5 } from "hash-wasm";
import SparkMD5 from "spark-md5";

const bytes = new TextEncoder().encode("abc");
console.log(`noble: ${md5.create().update(bytes).digest("hex").constructor.name}`);
const hash = await createMD5();
console.log(`hash-wasm: ${hash.update(bytes).digest("hex")}`);
try {
  hash.update(bytes);
} catch (error) {
  console.log(`hash-wasm again: ${error.message}`);
}
console.log(`hash-wasm after init: ${hash.init() === hash ? "the same" : "another"}`);
const spark = new SparkMD5.ArrayBuffer();
console.log(`SparkMD5: update ${typeof spark.update}, digest ${typeof spark.digest}, append ${typeof spark.append}`);
PROGRAM

expected="noble: Uint8Array
hash-wasm: 900150983cd24fb0d6963f7d28e17f72
hash-wasm again: update() called before init()
hash-wasm after init: the same
SparkMD5: update undefined, digest undefined, append function"

found=$(node program.mjs)
for name in @noble/hashes hash-wasm spark-md5; do
  echo "$name $(node -p "JSON.parse(require('fs').readFileSync('node_modules/$name/package.json')).version")"
done
echo "$found"
[ "$found" = "$expected" ]
