#!/usr/bin/env bash
# One would believe: a signal of AbortSignal.any([AbortSignal.timeout(ms)]) that somebody listens to aborts after ms.
# What is: on Node 20 it never does once garbage has been collected. The listener keeps the composed signal alive, but
#   that refers to the timeout only weakly, and the timer of a collected timeout is cleared. Node 22 and later keep it.
# Versions: Node 20.20.2 (never aborts), 22.22.3 and 24.15.0 (abort).
# Source: lib/internal/abort_controller.js of Node (kSourceSignals holds weak references); nodejs/node issue 57736.
# Why it matters here: it is how people combine a deadline with a button. An upload that waits for its line would go on
#   for ever, so while anything waits for a signal the runtime holds on to what the signal was made from.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null

cat >program.mjs <<'PROGRAM'
const composed = AbortSignal.any([AbortSignal.timeout(300)]);
composed.addEventListener("abort", () => undefined);
for (let times = 0; times < 3; times++) {
  await new Promise((resolve) => setTimeout(resolve, 50));
  globalThis.gc();
}
await new Promise((resolve) => setTimeout(resolve, 600));
console.log(composed.aborted ? "aborts" : "never aborts");
PROGRAM

check() {
  npm install --silent --no-audit --no-fund "node@$1" >/dev/null 2>&1
  local found
  found=$(./node_modules/.bin/node --expose-gc program.mjs)
  echo "Node $(./node_modules/.bin/node --version): $found (expected: $2)"
  [ "$found" = "$2" ]
}

check 20.20.2 "never aborts"
check 22.22.3 "aborts"
check 24.15.0 "aborts"
