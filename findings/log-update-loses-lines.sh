#!/usr/bin/env bash
# One would believe: log-update replaces what it has drawn before by the new text, whatever the number of lines.
# What is: it writes only what lies between the lines that both texts begin with and those that both end with, and leaves
#   the latter where they are, though they have to move when there are more or fewer lines above them. With more lines they
#   are written over, and the rest of them stays behind the new text; with fewer they stay too far below.
# Version: log-update 7.2.0.
# Source: diffFrames and buildPatch in index.js of the package.
# Why it matters here: the table of `npm run fleet` has lines that come and go above its notes, so it calls `clear` first
#   where their number changes. The command does so for each note; its last line has a number in it that changes with them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund log-update@7.2.0 @xterm/headless@6.0.0 >/dev/null 2>&1

cat >program.mjs <<'PROGRAM'
import { Writable } from "node:stream";
import { createLogUpdate } from "log-update";
import xterm from "@xterm/headless";
async function draw(...texts) {
  let written = "";
  const stream = new Writable({
    write(chunk, _encoding, done) {
      written += chunk;
      done();
    },
  });
  Object.assign(stream, { isTTY: true, columns: 40, rows: 20 });
  const update = createLogUpdate(stream);
  for (const text of texts) update(text);
  update.done();
  const terminal = new xterm.Terminal({ cols: 40, rows: 20, allowProposedApi: true, convertEol: true });
  await new Promise((resolve) => terminal.write(written, resolve));
  const { active } = terminal.buffer;
  const lines = Array.from({ length: 20 }, (_, row) => active.getLine(row).translateToString(true));
  return lines.join("|").replace(/\|+$/, "");
}
console.log(`more lines: ${await draw("head\none\nfoot", "head\none\ntwo\nthree\nfoot")}`);
console.log(`fewer lines: ${await draw("head\none\ntwo\nthree\nfoot", "head\nfoot")}`);
PROGRAM

expected="more lines: head|one|twot|three
fewer lines: head||||foot"

found=$(node program.mjs)
echo "log-update $(node -p 'require("./node_modules/log-update/package.json").version'):"
echo "$found"
[ "$found" = "$expected" ]
