#!/usr/bin/env bash
# One would believe: where fetch, Request and Response are global, so are the streams of their bodies.
# What is: in vitest's environment jsdom with the pools vmThreads and vmForks, ReadableStream and TransformStream are
# missing beside Node's fetch and Response. With the pools threads and forks they are there.
# Versions: vitest 4.1.12, jsdom 29.1.1, Node 20.20.2.
# Source: https://github.com/vitest-dev/vitest, setupVM and setup in packages/vitest/src/integrations/env/jsdom.ts.
# Why it matters here: the class of streams is taken from the body of a Response, which has to know it, and not from the
# globals; and nothing is piped through a TransformStream.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --no-engine-strict \
  vitest@4.1.12 jsdom@29.1.1

cat >globals.test.mjs <<'END'
// @vitest-environment jsdom
import { writeFileSync } from "node:fs";
import { test } from "vitest";

test("globals", () => {
  const names = ["fetch", "Request", "Response", "ReadableStream", "TransformStream"];
  const found = names.filter((name) => name in globalThis);
  const { name } = new Response("text").body.constructor;
  writeFileSync("found", `global are ${found.join(", ")}; a Response has a ${name}\n`);
});
END

for pool in threads forks vmThreads vmForks; do
  npx --yes -p node@20.20.2 node node_modules/vitest/vitest.mjs run --pool="$pool" >log 2>&1 || { cat log; exit 1; }
  echo "$pool: $(cat found)"
done | tee output
diff output - <<'END'
threads: global are fetch, Request, Response, ReadableStream, TransformStream; a Response has a ReadableStream
forks: global are fetch, Request, Response, ReadableStream, TransformStream; a Response has a ReadableStream
vmThreads: global are fetch, Request, Response; a Response has a ReadableStream
vmForks: global are fetch, Request, Response; a Response has a ReadableStream
END
