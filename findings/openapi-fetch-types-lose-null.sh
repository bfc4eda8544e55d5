#!/usr/bin/env bash
# One would believe: openapi-fetch types a response as the document's types have it, since these have none of the markers
#   for readOnly and writeOnly that its types look for.
# What is: looking for them takes types apart. A property that is always null is missing from a response, and must not
#   be given in a body, since NonNullable<null> is never, which extends everything; a tuple of a response is a list.
# Versions: openapi-fetch 0.17.0 with openapi-typescript-helpers 0.1.0, TypeScript 5.9.2.
# Source: Readable and Writable in openapi-typescript-helpers' dist/index.d.ts; documents with such types: figma's
#   (`err`), mistral's (time series), discord's (`avatar`).
# Why it matters here: emitted methods return what openapi-fetch infers. Where it would lose something they state the
#   document's type instead.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund openapi-fetch@0.17.0 openapi-typescript-helpers@0.1.0 typescript@5.9.2 >/dev/null 2>&1

npm pkg set type=module
cat >program.ts <<'PROGRAM'
import createClient from "openapi-fetch";

interface Thing {
  name: string;
  error: null;
  point: [number, number];
}
interface paths {
  "/things": {
    post: {
      requestBody: { content: { "application/json": { error: null } } };
      responses: { 200: { content: { "application/json": Thing } } };
    };
  };
}
const client = createClient<paths>();
const { data } = await client.POST("/things", { body: { error: null } });
export const thing: Thing | undefined = data;
export const point: [number, number] | undefined = data?.point;
PROGRAM

found=$(npx tsc --noEmit --strict --module nodenext --target es2022 --lib es2022,dom program.ts || true)
echo "openapi-fetch $(node -p "require('./node_modules/openapi-fetch/package.json').version"), TypeScript $(npx tsc --version)"
echo "$found"
[[ "$found" == *"Type 'null' is not assignable to type 'undefined'"* ]]
[[ "$found" == *"Property 'error' is missing"* ]]
[[ "$found" == *"Type 'number[]' is not assignable to type '[number, number]'"* ]]
