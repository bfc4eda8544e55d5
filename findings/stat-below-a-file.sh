#!/usr/bin/env bash
# One would believe: with `throwIfNoEntry: false`, statSync and lstatSync give undefined wherever nothing is, as existsSync
# says false there.
# What is: for a path that goes through a file, such as `file.txt/out`, both throw ENOTDIR on Node 20.20.2 and Bun 1.4.5. On
# Node 22.22.0 and 26.10.0 statSync gives undefined, and lstatSync still throws. The documentation does not tell.
# Versions: Node 20.20.2, 22.22.0 and 26.10.0, Bun 1.4.5.
# Source: https://github.com/nodejs/node/issues/56993
# Why it matters here: an output folder below a file ended with a stack trace, depending on the version. The generator therefore
# asks in one place, generator/files/look.ts, where all of them come to the same.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > ask.cjs <<'JS'
const { existsSync, lstatSync, statSync, writeFileSync } = require("node:fs");
writeFileSync("file.txt", "");
const ask = (stat, path) => {
  try {
    return String(stat(path, { throwIfNoEntry: false }));
  } catch (error) {
    return error.code;
  }
};
for (const path of ["absent", "file.txt/out"])
  console.log(`${path}: existsSync ${existsSync(path)}, statSync ${ask(statSync, path)}, lstatSync ${ask(lstatSync, path)}`);
JS

# Name, version, and what statSync and lstatSync say of a path through a file.
failed=0
check() {
  local name=$1 version=$2 stat=$3 lstat=$4 output
  mkdir "$name-$version"
  npm install --silent --no-save --prefix "$name-$version" "$name@$version" > install.log 2>&1 || { cat install.log; exit 2; }
  output=$("./$name-$version/node_modules/.bin/$name" ask.cjs)
  printf '%s %s\n%s\n\n' "$name" "$("./$name-$version/node_modules/.bin/$name" --version)" "$output"
  grep -qx "absent: existsSync false, statSync undefined, lstatSync undefined" <<< "$output" || failed=1
  grep -qx "file.txt/out: existsSync false, statSync $stat, lstatSync $lstat" <<< "$output" || failed=1
}

check node 20.20.2 ENOTDIR ENOTDIR
check node 22.22.0 undefined ENOTDIR
check node 26.10.0 undefined ENOTDIR
check bun 1.4.5 ENOTDIR ENOTDIR

[ "$failed" = 0 ] || { echo "It has changed." >&2; exit 1; }
