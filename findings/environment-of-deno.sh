#!/usr/bin/env bash
# One would believe: reading a variable of `process.env` gives its text or undefined, and never throws; and where nobody
#   can be asked, with --no-prompt, a permission is granted or denied.
# What is: on Deno without --allow-env, `process.env.X` throws NotCapable, whether X is set or not, and in a terminal it
#   stops the program with a question. The permission that was not given is "prompt" with --no-prompt, too, and nothing
#   is asked when it is looked up. With --allow-env=X, the permission for all variables is "prompt", and that for X is
#   "granted": it has to be looked up by name. With --ignore-env=X, X is undefined and "denied".
# Version: Deno 2.9.6.
# Source: https://docs.deno.com/runtime/fundamentals/security/#environment-variables; `Deno.permissions.querySync`.
# Why it matters here: createClient takes from the environment what is left out. It reads a variable only where its own
#   permission is "granted": generator/runtime/environment.ts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund deno@2.9.6 >install.log 2>&1 || { cat install.log; exit 2; }
deno=./node_modules/.bin/deno

cat >program.mjs <<'PROGRAM'
const stateOf = (of) => Deno.permissions.querySync({ name: "env", ...of }).state;
const read = () => {
  try {
    return String(process.env.FINDING);
  } catch (error) {
    return error.name;
  }
};
console.log(`all ${stateOf({})}, its own ${stateOf({ variable: "FINDING" })}, reading gives ${read()}`);
PROGRAM

"$deno" --version | head -1
failed=0
expect() {
  local said
  said=$(FINDING=text "$deno" run --quiet "$1" program.mjs </dev/null)
  echo "$1: $said"
  [ "$said" = "$2" ] || failed=1
}
expect --no-prompt "all prompt, its own prompt, reading gives NotCapable"
expect --allow-env "all granted, its own granted, reading gives text"
expect --allow-env=FINDING "all prompt, its own granted, reading gives text"
expect --deny-env "all denied, its own denied, reading gives NotCapable"
expect --ignore-env=FINDING "all prompt, its own denied, reading gives undefined"
[ "$failed" = 0 ] || { echo "It has changed." >&2; exit 1; }
