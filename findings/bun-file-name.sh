#!/usr/bin/env bash
# One would believe: Bun.file("/home/me/a.py") is like the File of an <input>: its name is "a.py", and its type, where
#   Bun knows none, is empty.
# What is: its name is the path as it was given, folders and all, and an unknown type is "application/octet-stream",
#   which is not empty. Types have parameters ("text/plain;charset=utf-8"), and that of .ts is JavaScript's.
# Version: Bun 1.4.5.
# Source: https://bun.sh/reference/bun/BunFile/name ("the name or path"); pull request 35523 of oven-sh/bun, open in
#   November 2026, would shorten the name for forms.
# Why it matters here: an Upload would be told where the file is on this machine, and no media type. Names are sent
#   without folders, and a type that says nothing gives way to the one that follows from the name.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund bun@1.4.5 >/dev/null 2>&1

cat >program.mjs <<'PROGRAM'
for (const name of ["a.py", "a.jsonl", "a.txt", "a.ts"]) {
  const file = Bun.file(`/home/me/${name}`);
  console.log(`${file.name} ${file.type}`);
}
PROGRAM

expected="/home/me/a.py application/octet-stream
/home/me/a.jsonl application/octet-stream
/home/me/a.txt text/plain;charset=utf-8
/home/me/a.ts text/javascript;charset=utf-8"

found=$(./node_modules/.bin/bun program.mjs)
echo "Bun $(./node_modules/.bin/bun --version):"
echo "$found"
[ "$found" = "$expected" ]
