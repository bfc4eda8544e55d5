#!/usr/bin/env bash
# One would believe: a mock that is installed, and told to refuse what it has no handler for, lets no request out.
# What is: msw 3 and nock 15 take over connections as they are opened. `fetch` keeps connections for some seconds, and
# sends further requests over them, past the mock. msw 2 and nock 14 replaced `fetch` and catch the same request.
# Versions: msw 3.0.5, nock 15.0.6, msw 2.15.0, nock 14.0.17, Node 24.21.0.
# Source: https://github.com/mswjs/interceptors, src/interceptors/http of 0.45.12, which both build on.
# Why it matters here: a client that has sent a request to a real server before a mock is installed goes on sending its key
# there, over the transport that uses `fetch`. Over node:http each request gets the mock's agent, and does not.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --no-engine-strict \
  msw2@npm:msw@2.15.0 msw3@npm:msw@3.0.5 nock14@npm:nock@14.0.17 nock15@npm:nock@15.0.6

cat >program.mjs <<'END'
import { createServer } from "node:http";

/** Each answers every POST to an origin with "mocked". */
const mocks = {
  msw: (version) => async (origin) => {
    const { http, HttpResponse } = await import(`msw${version}`);
    const { setupServer } = await import(`msw${version}/node`);
    return () => setupServer(http.post(origin, () => HttpResponse.text("mocked"))).listen();
  },
  nock: (version) => async (origin) => {
    const { default: nock } = await import(`nock${version}`);
    nock.restore();
    return () => (nock.activate(), nock(origin).persist().post("/").reply(200, "mocked"));
  },
};

const [name, version] = process.argv.slice(2);
const server = createServer((request, response) => request.resume().on("end", () => response.end("real")));
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const origin = `http://127.0.0.1:${server.address().port}`;
const post = async () => (await fetch(`${origin}/`, { method: "POST", body: "{}" })).text();
const install = await mocks[name](version)(origin);
// After one call, its connection may still be busy when the next one comes.
if (process.argv[4] === "kept") await post().then(post).then(post);
install();
console.log(`${name} ${version}, ${process.argv[4]} connection: ${await post()}`);
process.exit();
END

echo "Node $(npx --yes -p node@24.21.0 node --version), a POST after the mock was installed:"
for mock in "msw 2" "msw 3" "nock 14" "nock 15"; do
  for connection in kept new; do
    # shellcheck disable=SC2086
    npx --yes -p node@24.21.0 node program.mjs $mock "$connection"
  done
done | tee output
diff output - <<'END'
msw 2, kept connection: mocked
msw 2, new connection: mocked
msw 3, kept connection: real
msw 3, new connection: mocked
nock 14, kept connection: mocked
nock 14, new connection: mocked
nock 15, kept connection: real
nock 15, new connection: mocked
END
