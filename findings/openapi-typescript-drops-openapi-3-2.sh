#!/usr/bin/env bash
# One would believe: a tool that does not know OpenAPI 3.2 refuses a document that says it is one, or warns of what it
#   leaves out.
# What is: the document is taken for 3.1. Operations by QUERY and additional operations are left out, the itemSchema of a
#   response becomes unknown, and a parameter in the querystring is gone: exit code 0, and no word of any of it.
# Version: openapi-typescript 7.13.0.
# Source: dist/transform/path-item-object.js lists the methods it knows; https://spec.openapis.org/oas/v3.2.0.
# Why it matters here: what 3.2 added is rewritten before types are made, and operations of other methods go through as
#   paths of their own, since nothing else would show that they are missing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund openapi-typescript@7.13.0 typescript@5.9.2 >/dev/null 2>&1

cat >document.yaml <<'DOCUMENT'
openapi: 3.2.0
info: { title: Books, version: 1.0.0 }
paths:
  /books:
    query:
      responses: { "200": { description: ok } }
    get:
      parameters:
        - { in: querystring, name: filter, content: { application/json: { schema: { type: string } } } }
      responses:
        "200": { description: ok, content: { application/jsonl: { itemSchema: { type: string } } } }
    additionalOperations:
      COPY:
        responses: { "204": { description: copied } }
DOCUMENT

code=0
npx openapi-typescript document.yaml --output types.ts >output.txt 2>&1 || code=$?
echo "openapi-typescript $(node -p "require('./node_modules/openapi-typescript/package.json').version"): exit code $code"
grep --ignore-case --extended-regexp 'warn|error|querystring|itemSchema|COPY' output.txt && { echo "It tells now."; exit 1; }
for word in 'COPY' 'filter' 'query: {'; do
  if grep --quiet "$word" types.ts; then
    echo "It has $word now."
    exit 1
  fi
  echo "no $word in the types"
done
grep 'application/jsonl' types.ts
grep --quiet '"application/jsonl": unknown' types.ts && [ "$code" = 0 ]
