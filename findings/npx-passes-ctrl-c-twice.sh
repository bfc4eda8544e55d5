#!/usr/bin/env bash
# One would believe: Ctrl-C in a terminal reaches a program that npx has started once.
# What is: with npm 11.19.1 and a script-shell that is bash, as /bin/sh is on macOS, Fedora and Arch, it comes twice within
# milliseconds. The terminal sends SIGINT to all of its foreground, and npm sends what it gets on to its child, which bash has
# become the program. With dash, Debian's /bin/sh, the child is the shell, and the program gets one.
# Version: npm 11.19.1.
# Source: https://github.com/npm/run-script/blob/main/lib/signal-manager.js
# Why it matters here: a second Ctrl-C ends the command at once, instead of when what was sent is noted. A signal that comes
# again within 0.3 seconds is taken for the same one: generator/runtime/uploads/command/interruption.ts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

mkdir program
cat >program/package.json <<'EOF'
{ "name": "counts-signals", "version": "1.0.0", "bin": { "counts-signals": "count.cjs" } }
EOF
cat >program/count.cjs <<'EOF'
#!/usr/bin/env node
let count = 0;
process.on("SIGINT", () => {
  count += 1;
  if (count === 1) setTimeout(() => { console.log(`signals: ${count}`); process.exit(); }, 1000);
});
setTimeout(() => process.exit(1), 30_000);
require("node:fs").writeFileSync("ready", "");
EOF
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund ./program npm@11.19.1

# One Ctrl-C, typed at a terminal of util-linux' script once the program runs.
signals_with() {
  rm -f ready
  {
    until [ -e ready ]; do sleep 0.1; done
    sleep 0.5
    printf '\003'
    sleep 2
  } | script -qfc "node_modules/.bin/npx --script-shell $1 counts-signals" /dev/null | tr -d '\r' | grep -o 'signals: .*'
}

echo "npm $(node_modules/.bin/npm --version)"
failed=0
# Two that come before the program has handled one are one.
for _ in {1..20}; do
  bash=$(signals_with bash)
  [ "$bash" = "signals: 2" ] && break
done
echo "script-shell bash: $bash"
[ "$bash" = "signals: 2" ] || failed=1
if command -v dash >/dev/null; then
  dash=$(signals_with dash)
  echo "script-shell dash: $dash"
  [ "$dash" = "signals: 1" ] || failed=1
fi
[ "$failed" = 0 ] || { echo "It has changed." >&2; exit 1; }
