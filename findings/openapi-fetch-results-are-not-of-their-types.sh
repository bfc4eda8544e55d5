#!/usr/bin/env bash
# One would believe: the data of a response can be passed to whatever takes the type that the paths give it.
# What is: openapi-fetch 0.17 takes each type apart property by property, to leave out what is only written. An intersection
#   comes back as one object: a text that is an object as well (a branded string) is no text any more, and a property that
#   one member requires and another describes can be undefined.
# Versions: openapi-fetch 0.17.0, TypeScript 5.9.2.
# Source: Readable in openapi-typescript-helpers, which openapi-fetch applies to the data of each response.
# Why it matters here: a method that states the type of its result would not compile where an allOf or the alternatives of
#   a schema lead to such a type. Those methods state the type that was lost.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm pkg set type=module
npm install --silent --no-audit --no-fund openapi-fetch@0.17.0 typescript@5.9.2 >/dev/null 2>&1

cat >program.ts <<'PROGRAM'
import createClient from "openapi-fetch";

type Label = string & { readonly unit?: string };
type Parcel = { id: unknown; label: unknown } & ({ label?: string } | { id?: number; label?: string });
interface paths {
  "/plain": { get: { responses: { 200: { content: { "application/json": string } } } } };
  "/label": { get: { responses: { 200: { content: { "application/json": Label } } } } };
  "/parcel": { get: { responses: { 200: { content: { "application/json": Parcel } } } } };
}
const client = createClient<paths>();
export const plain: string | undefined = (await client.GET("/plain")).data;
export const label: Label | undefined = (await client.GET("/label")).data;
export const parcel: Parcel | undefined = (await client.GET("/parcel")).data;
PROGRAM
node -p '["openapi-fetch", "typescript"].map((name) => `${name} ${require(`${name}/package.json`).version}`).join(", ")' 2>/dev/null ||
  grep -h '"version"' node_modules/openapi-fetch/package.json node_modules/typescript/package.json
npx tsc --noEmit --strict --exactOptionalPropertyTypes --target es2022 --module nodenext --skipLibCheck program.ts >errors || true
grep -oE '^program\.ts\([0-9]+,[0-9]+\): error TS[0-9]+' errors | tee output
diff output - <<'END'
program.ts(12,14): error TS2322
program.ts(13,14): error TS2322
END
