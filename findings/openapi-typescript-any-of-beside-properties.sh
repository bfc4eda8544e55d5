#!/usr/bin/env bash
# One would believe: anyOf beside properties narrows the object down, as oneOf does there: all keywords of a schema hold.
# What is: oneOf is intersected with the properties, anyOf is printed as further alternatives to them. Where these only
#   say which properties are required, the whole type becomes unknown, and takes anything.
# Versions: openapi-typescript 7.13.0, TypeScript 5.9.2.
# Source: transformSchemaObjectWithComposition in openapi-typescript's dist/transform/schema-object.mjs; lob's addresses
#   and OpenAI's vector stores are written so.
# Why it matters here: a body of such a type would be checked by nobody. The document is rewritten before its types are
#   made.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm pkg set type=module
npm install --silent --no-audit --no-fund openapi-typescript@7.13.0 typescript@5.9.2 >/dev/null 2>&1

cat >document.yaml <<'DOCUMENT'
openapi: 3.1.0
info: { title: Files, version: 1.0.0 }
paths: {}
components:
  schemas:
    AnyOf:
      type: object
      properties: { id: { type: string }, url: { type: string } }
      anyOf: [{ required: [id] }, { required: [url] }]
    OneOf:
      type: object
      properties: { id: { type: string }, url: { type: string } }
      oneOf: [{ required: [id] }, { required: [url] }]
DOCUMENT
cat >program.ts <<'PROGRAM'
import type { components } from "./types.js";

export const loose: components["schemas"]["AnyOf"] = 1;
export const strict: components["schemas"]["OneOf"] = 1;
PROGRAM

npx openapi-typescript document.yaml --output types.ts >/dev/null 2>&1
found=$(npx tsc --noEmit --strict --module nodenext --target es2022 program.ts || true)
echo "openapi-typescript $(node -p "require('./node_modules/openapi-typescript/package.json').version"), TypeScript $(npx tsc --version)"
sed --quiet '/AnyOf: {/,/;$/p; /} | unknown/p; /} & (unknown/p' types.ts
echo "$found"
[[ "$found" != *"program.ts(3,"* ]]
[[ "$found" == *"program.ts(4,"* ]]
grep --quiet '} | unknown | unknown;' types.ts
