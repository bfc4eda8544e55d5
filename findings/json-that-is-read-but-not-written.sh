#!/usr/bin/env bash
# One would believe: what JSON.parse has read, JSON.stringify can write.
# What is: V8's JSON.parse takes a list that is nested a million deep. On Node 20, JSON.stringify throws a RangeError (the
#   stack is full) from some 4,000 levels on; on Node 26 it writes all of them. structuredClone throws on both, util.inspect
#   works on both.
# Versions: Node 20.20.2 and 24.15.0 (RangeError), 26.0.0 (works).
# Source: https://v8.dev/blog/json-stringify: the fast path of V8 13.8 is no longer recursive.
# Why it matters here: an error whose `body` is what a server sent would end the logger that writes it as JSON, and one
#   that is made by way of JSON.stringify would not come to be. The body of an ApiError is cut off at 100 levels.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null

cat >program.mjs <<'PROGRAM'
import { inspect } from "node:util";
const levels = 1_000_000;
const value = JSON.parse("[".repeat(levels) + "]".repeat(levels));
const outcome = (act) => {
  try {
    act(value);
    return "works";
  } catch (error) {
    return error.name;
  }
};
const shown = outcome((it) => inspect(it, { depth: null }));
console.log(`stringify ${outcome(JSON.stringify)}, clone ${outcome(structuredClone)}, inspect ${shown}`);
PROGRAM

check() {
  npm install --silent --no-audit --no-fund "node@$1" >/dev/null 2>&1
  local found
  found=$(./node_modules/.bin/node program.mjs)
  echo "Node $(./node_modules/.bin/node --version): $found (expected: $2)"
  [ "$found" = "$2" ]
}

check 20.20.2 "stringify RangeError, clone RangeError, inspect works"
check 24.15.0 "stringify RangeError, clone RangeError, inspect works"
check 26.0.0 "stringify works, clone RangeError, inspect works"
