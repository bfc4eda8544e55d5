#!/usr/bin/env bash
# One would believe: a discriminator without a mapping leaves the types of its members as their schemas have them, above
#   all where each has a const for the property.
# What is: the const is replaced by the name of the schema, and where a member is a union of others, that union gets a
#   property of its own which none of its members can have. What is right on the wire does not compile.
# Versions: openapi-typescript 7.13.0, TypeScript 5.9.2.
# Source: scanDiscriminators and patchDiscriminatorEnum in openapi-typescript's dist/lib/utils.mjs; OpenAI's document,
#   whose InputItem has no mapping and has a union among its members.
# Why it matters here: what is emitted has to say what is sent. Before its types are made, a discriminator is dropped
#   where its members fix their literals.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm pkg set type=module
npm install --silent --no-audit --no-fund openapi-typescript@7.13.0 typescript@5.9.2 >/dev/null 2>&1

cat >document.yaml <<'DOCUMENT'
openapi: 3.1.0
info: { title: Inputs, version: 1.0.0 }
paths: {}
components:
  schemas:
    Input:
      oneOf: [{ $ref: "#/components/schemas/Call" }, { $ref: "#/components/schemas/Message" }]
      discriminator: { propertyName: type }
    Call: { type: object, required: [type], properties: { type: { const: function_call } } }
    Message:
      type: object
      oneOf: [{ $ref: "#/components/schemas/Text" }]
    Text: { type: object, required: [type], properties: { type: { const: text } } }
DOCUMENT
cat >program.ts <<'PROGRAM'
import type { components } from "./types.js";

type Input = components["schemas"]["Input"];
export const call: Input = { type: "function_call" };
export const text: Input = { type: "text" };
PROGRAM

npx openapi-typescript document.yaml --output types.ts >/dev/null 2>&1
found=$(npx tsc --noEmit --strict --module nodenext --target es2022 program.ts || true)
echo "openapi-typescript $(node -p "require('./node_modules/openapi-typescript/package.json').version"), TypeScript $(npx tsc --version)"
grep --extended-regexp 'type: "' types.ts
echo "$found"
grep --quiet 'type: "Call"' types.ts
[[ "$found" == *"program.ts(4,"* ]]
[[ "$found" == *"program.ts(5,"* ]]
