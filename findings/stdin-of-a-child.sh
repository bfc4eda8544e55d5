#!/usr/bin/env bash
# One would believe: what can be read from standard input can be read from /dev/stdin, since that is what the name stands for.
# What is: Node (20.20.2 and 26.10.0) makes the standard input of a child process a socket, though it says "pipe", and on Linux
# the path of a socket can't be opened: ENXIO. From a shell's pipe, the same program reads it. Through descriptor 0 it works
# either way.
# Versions: Node 20.20.2 and 26.10.0.
# Source: https://github.com/nodejs/node/issues/21941
# Why it matters here: --spec /dev/stdin worked in a shell and failed in a script of Node's. The generator reads /dev/stdin, like
# -, by its descriptor unless it is a file: generator/files/read-given.ts.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > read.cjs <<'JS'
const { readFileSync } = require("node:fs");
for (const file of ["/dev/stdin", 0]) {
  try {
    console.log(`${file}: ${readFileSync(file, "utf8")}`);
    break;
  } catch (error) {
    console.log(`${file}: ${error.code}`);
  }
}
JS
cat > parent.cjs <<'JS'
const { spawnSync } = require("node:child_process");
console.log(String(spawnSync(process.execPath, ["read.cjs"], { input: "hello", stdio: "pipe" }).stdout).trim());
JS

failed=0
for version in 20.20.2 26.10.0; do
  mkdir "node-$version"
  npm install --silent --no-save --prefix "node-$version" "node@$version" > install.log 2>&1 || { cat install.log; exit 2; }
  node="./node-$version/node_modules/.bin/node"
  shell=$(printf hello | "$node" read.cjs)
  child=$("$node" parent.cjs)
  printf 'Node %s\nfrom a shell: %s\nfrom a parent of Node: %s\n\n' "$("$node" --version)" "$shell" "$(tr '\n' ' ' <<< "$child")"
  [ "$shell" = "/dev/stdin: hello" ] || failed=1
  [ "$child" = $'/dev/stdin: ENXIO\n0: hello' ] || failed=1
done

[ "$failed" = 0 ] || { echo "It has changed." >&2; exit 1; }
