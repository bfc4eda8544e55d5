#!/usr/bin/env bash
# One would believe: a process that may open nothing more is told EMFILE, whatever it opens.
# What is: the first name that it looks up then is said not to exist: "getaddrinfo ENOTFOUND localhost", as for a server
#   that there is not. Only if names have been looked up before is it "getaddrinfo EMFILE". Python says the same.
# Version: Node 20.20 with glibc 2.36 (Debian 12).
# Source: measured. glibc's manual on getaddrinfo has EAI_SYSTEM for "see errno", and EAI_NONAME for a name not known.
# Why it matters here: 500 files opened at once under a limit of 256 failed with "check the network and baseUrl". When a
#   name is not found, the transport over node:http looks whether it is for want of descriptors.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >program.mjs <<'PROGRAM'
import { closeSync, openSync } from "node:fs";
import { lookup } from "node:dns/promises";

const code = () => lookup("localhost").then(() => "found", (error) => error.code);
if (process.argv[2]) await code();
const taken = [];
try {
  for (;;) taken.push(openSync("/dev/null", "r"));
} catch {
  console.log(`nothing can be opened: ${await code()}`);
}
for (const descriptor of taken) closeSync(descriptor);
console.log(`free again: ${await code()}`);
PROGRAM

expected="nothing can be opened: ENOTFOUND
free again: found"
expected_later="nothing can be opened: EMFILE
free again: found"

echo "Node $(node --version), $(ldd --version | head -1):"
found=$(ulimit -n 80 && node program.mjs)
echo "first look-up: $found"
later=$(ulimit -n 80 && node program.mjs "after another")
echo "later look-up: $later"
[ "$found" = "$expected" ]
[ "$later" = "$expected_later" ]
