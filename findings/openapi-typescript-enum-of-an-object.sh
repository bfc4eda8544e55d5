#!/usr/bin/env bash
# One would believe: an enum lists values, so the type of an object with an enum is one of those objects, or any such object.
# What is: the values are read as schemas. An object whose enum lists { type: string } has a type that takes every string,
#   and a value that is text, as in a document of Cloudflare, ends with "Expected SchemaObject, received string", which
#   names a oneOf that the document does not have.
# Version: openapi-typescript 7.13.0, TypeScript 5.9.2.
# Source: transformSchemaObjectCore in openapi-typescript's src/transform/schema-object.ts, "enum (non-objects)" and what
#   comes after it (https://github.com/openapi-ts/openapi-typescript).
# Why it matters here: types would let through what the server refuses, and such a document would have none. Such enums are
#   dropped before types are made.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm pkg set type=module
npm install --silent --no-audit --no-fund openapi-typescript@7.13.0 typescript@5.9.2 >/dev/null 2>&1

cat >document.yaml <<'DOCUMENT'
openapi: 3.1.0
info: { title: Columns, version: 1.0.0 }
paths: {}
components:
  schemas:
    Column:
      type: object
      required: [type]
      properties: { type: { type: string } }
      enum: [{ type: string }, { type: number }]
DOCUMENT
cat >program.ts <<'PROGRAM'
import type { components } from "./types.js";

export const column: components["schemas"]["Column"] = "any text";
PROGRAM
sed 's/enum: .*/enum: [{ type: string }, unset]/' document.yaml >text.yaml

echo "openapi-typescript $(node -p "require('./node_modules/openapi-typescript/package.json').version"), TypeScript $(npx tsc --version)"
npx openapi-typescript document.yaml --output types.ts >/dev/null 2>&1
grep --after-context=2 'Column:' types.ts
npx tsc --noEmit --strict --module nodenext --target es2022 program.ts
echo "Text is a Column."
if refusal=$(npx openapi-typescript text.yaml --output text.ts 2>&1); then exit 1; fi
grep "Expected SchemaObject, received string" <<<"$refusal"
