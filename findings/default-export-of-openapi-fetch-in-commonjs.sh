#!/usr/bin/env bash
# One would believe: `import createClient from "openapi-fetch"` in an ES module, built to CommonJS by rolldown, calls
# createClient: the package has a CommonJS form with `__esModule`, and its own ES form has that default export.
# What is: rolldown 1.3.3 follows Node's rule for who imports from a package of "type": "module", by which the default
# export of any CommonJS module is all of its exports. openapi-fetch 0.17.0's is then an object, and each call of the built
# file fails: "(0 , openapi_fetch.default) is not a function". The ES output is right, so a test of that shows nothing.
# Versions: rolldown 1.3.3, openapi-fetch 0.17.0.
# Source: https://rolldown.rs/in-depth/bundling-cjs (ambiguous default imports); openapi-fetch/dist/index.cjs
# Why it matters here: Jest and older TypeScript get the CommonJS build. The one module that knows openapi-fetch takes
# `default` of what it got, where there is one: generator/runtime/openapi-fetch.ts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --no-audit --no-fund rolldown@1.3.3 openapi-fetch@0.17.0
cat >program.js <<'EOF'
import createClient from "openapi-fetch";
console.log(typeof createClient({ baseUrl: "https://api.example" }).GET);
EOF
for format in esm cjs; do
  extension=$([ "$format" = esm ] && echo mjs || echo cjs)
  node_modules/.bin/rolldown program.js --format "$format" --external openapi-fetch --file "out.$extension" --log-level silent >/dev/null
done
echo "rolldown $(node -p 'require("rolldown/package.json").version'), openapi-fetch 0.17.0"
esm=$(node out.mjs)
cjs=$(node out.cjs 2>&1 | grep -o 'TypeError: .*' || true)
echo "ES module: $esm"
echo "CommonJS: $cjs"
[ "$esm" = function ] && [[ $cjs == *"is not a function" ]] || { echo "It has changed." >&2; exit 1; }
