#!/usr/bin/env bash
# One would believe: a client that honours Retry-After waits at least as long as the server asks, and gives up where
#   that is too long.
# What is: the official package waits up to 60 seconds as asked. Asked for 61, it sends again in less than a second, as
#   if nothing had been asked; and so it does after a date as in ISO 8601, whose year it takes for seconds.
# Version: openai 7.59.0.
# Source: retryRequest in src/client.ts of openai/openai-node.
# Why it matters here: a limit of a minute that looks the same means something else in our client. `uploadFile` waits as
#   long as its Upload lives, a single call gives up and says what was asked (`maxRetryDelay`), and a date is a date.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund openai@7.59.0 >/dev/null 2>&1

cat >program.mjs <<'PROGRAM'
import OpenAI from "openai";

const soon = () => new Date(Date.now() + 4000).toISOString();
const asks = { "4 seconds": () => "4", "61 seconds": () => "61", "an ISO date in 4 seconds": soon };
for (const [name, value] of Object.entries(asks)) {
  const times = [];
  const fetch = async () => {
    times.push(Date.now());
    const headers = { "retry-after": value() };
    return Response.json({ error: { message: "later" } }, { status: 503, headers });
  };
  const client = new OpenAI({ apiKey: "none", maxRetries: 1, fetch });
  await client.uploads.cancel("upload_1").catch(() => undefined);
  const waited = times[1] - times[0];
  console.log(`asked for ${name}: ${waited >= 3000 ? "waits" : "sends again at once"}`);
}
PROGRAM

expected="asked for 4 seconds: waits
asked for 61 seconds: sends again at once
asked for an ISO date in 4 seconds: sends again at once"

found=$(node program.mjs)
echo "openai $(node -p 'require("./node_modules/openai/package.json").version'):"
echo "$found"
[ "$found" = "$expected" ]
