#!/usr/bin/env bash
# One would believe: a .cts file that tsx runs gets packages as a .ts or .cjs file does that is CommonJS.
# What is: with tsx 4.23.15 on Node 20.20, a package whose exports have "module-sync" and whose ES module imports another of
# its files can't be loaded from a .cts file: "request for './part.js' is not in cache" (ERR_VM_MODULE_LINK_FAILURE). From a
# .ts file in a CommonJS project, and from .cjs, it is.
# Versions: tsx 4.23.15, Node 20.20.
# Source: https://github.com/privatenumber/tsx (the ESM loader runs .cts); https://nodejs.org/api/packages.html ("module-sync")
# Why it matters here: with "module-sync", require() and import lead to one copy of the package's classes, so it stays.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund tsx@4.23.15
mkdir -p node_modules/both
cat >node_modules/both/package.json <<'EOF'
{ "name": "both", "version": "1.0.0", "type": "module",
  "exports": { ".": { "module-sync": "./index.js", "import": "./index.js", "require": "./index.cjs" } } }
EOF
echo 'export { name } from "./part.js";' >node_modules/both/index.js
echo 'export const name = "ES module";' >node_modules/both/part.js
echo 'exports.name = "CommonJS";' >node_modules/both/index.cjs
for extension in cts ts; do echo 'import { name } from "both"; console.log(name);' >"a.$extension"; done
echo 'console.log(require("both").name);' >a.cjs

said() { node_modules/.bin/tsx "$1" 2>&1 | grep -oE "^(ES module|CommonJS)$|ERR_VM_MODULE_LINK_FAILURE" | head -1; }
echo "tsx $(node -p 'require("tsx/package.json").version'), Node $(node --version)"
cts=$(said a.cts) ts=$(said a.ts) cjs=$(said a.cjs)
printf 'a.cts: %s\na.ts: %s\na.cjs: %s\n' "$cts" "$ts" "$cjs"
case $(node --version) in v20.*) ;; *) echo "Known of Node 20 alone: nothing is compared."; exit 0 ;; esac
[ "$cts" = ERR_VM_MODULE_LINK_FAILURE ] && [ "$ts" = "ES module" ] && [ "$cjs" = "ES module" ] ||
  { echo "It has changed." >&2; exit 1; }
