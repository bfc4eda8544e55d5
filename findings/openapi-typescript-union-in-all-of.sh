#!/usr/bin/env bash
# One would believe: an allOf of a union and an object has whatever an alternative of the union has, and the object's own.
# What is: where the union has a discriminator, Omit is applied to it, which keeps of a union only the properties that all
#   of its alternatives have: what they have of their own is gone. In the place of what tells them apart stands the name of
#   the schema around it, which is no value of it.
# Versions: openapi-typescript 7.13.0, TypeScript 5.9.2.
# Source: collectAllOfCompositions in openapi-typescript's src/transform/schema-object.ts;
#   https://github.com/openapi-ts/openapi-typescript/issues/1464
# Why it matters here: properties that come, and that have to be sent, would be unknown to the types. Such a union is
#   wrapped in an anyOf of its own before types are made.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm pkg set type=module
npm install --silent --no-audit --no-fund openapi-typescript@7.13.0 typescript@5.9.2 >/dev/null 2>&1

cat >document.yaml <<'DOCUMENT'
openapi: 3.0.3
info: { title: Devices, version: 1.0.0 }
paths: {}
components:
  schemas:
    Lamp: { type: object, properties: { type: { type: string }, watts: { type: number } } }
    Fan: { type: object, properties: { type: { type: string }, blades: { type: number } } }
    Device:
      oneOf: [{ $ref: "#/components/schemas/Lamp" }, { $ref: "#/components/schemas/Fan" }]
      discriminator:
        propertyName: type
        mapping: { lamp: "#/components/schemas/Lamp", fan: "#/components/schemas/Fan" }
    Named:
      allOf:
        - $ref: "#/components/schemas/Device"
        - { type: object, properties: { name: { type: string } } }
DOCUMENT
cat >program.ts <<'PROGRAM'
import type { components } from "./types.js";

export const device: components["schemas"]["Device"] = { type: "lamp", watts: 5 };
export const named: components["schemas"]["Named"] = { type: "lamp", watts: 5, name: "a" };
PROGRAM

npx openapi-typescript document.yaml --output types.ts >/dev/null 2>&1
found=$(npx tsc --noEmit --strict --module nodenext --target es2022 program.ts || true)
echo "openapi-typescript $(node -p "require('./node_modules/openapi-typescript/package.json').version"), TypeScript $(npx tsc --version)"
grep --after-context=2 'Named:' types.ts
echo "$found"
[[ "$found" != *"program.ts(3,"* ]]
[[ "$found" == *"program.ts(4,"* ]]
