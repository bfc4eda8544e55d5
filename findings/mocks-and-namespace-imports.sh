#!/usr/bin/env bash
# One would believe: a mock of HTTP sees what a module sends over node:http, however that has imported it.
# What is: msw 2, nock 13 and 14, and global-agent replace `request` on the module's object. `import http from "node:http"`
# is that object; `import * as http` and `import { request }` are a copy of its names, made when the module is first
# imported by anybody. Which of two imports comes first decides whether a request reaches the real server.
# Versions: msw 2.15.0, nock 14.0.17, nock 13.5.6, global-agent 4.1.6, any Node.
# Source: https://nodejs.org/api/module.html#modulesyncbuiltinesmexports; nock's README, "Requests made by ES Modules are
# not intercepted".
# Why it matters here: tests of our users sent real requests with real keys while they had a mock on.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts \
  msw@2.15.0 nock14@npm:nock@14.0.17 nock13@npm:nock@13.5.6 global-agent@4.1.6

cat >default.mjs <<'END'
import http from "node:http";
export const request = (url, options) => http.request(url, options);
END
cat >namespace.mjs <<'END'
import * as http from "node:http";
export const request = (url, options) => http.request(url, options);
END

# Required, since an import would make the copy before any module does.
cat >program.cjs <<'END'
const { Agent, createServer } = require("node:http");
const [name, style, order] = process.argv.slice(2);

const serve = async (answer) => {
  const server = createServer((request, response) => response.end(answer));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${server.address().port}`;
};

/** Each lets a GET of an origin be answered by "mocked". */
const mocks = {
  msw(origin) {
    const { http, HttpResponse } = require("msw");
    const { setupServer } = require("msw/node");
    setupServer(http.get(origin, () => HttpResponse.text("mocked"))).listen();
  },
  nock14: (origin) => require("nock14")(origin).get("/").reply(200, "mocked"),
  nock13: (origin) => require("nock13")(origin).get("/").reply(200, "mocked"),
  // Not a mock, but a proxy that stands in for one.
  async "global-agent"() {
    process.env.GLOBAL_AGENT_HTTP_PROXY = await serve("mocked");
    require("global-agent").createGlobalProxyAgent();
  },
};

async function main() {
  const origin = await serve("real");
  const load = () => import(`./${style}.mjs`);
  if (order === "first") await load();
  await mocks[name](origin);
  const { request } = await load();
  const outgoing = request(`${origin}/`, { agent: new Agent() });
  const responded = new Promise((resolve) => outgoing.on("response", resolve));
  outgoing.end();
  let text = "";
  for await (const chunk of await responded) text += chunk;
  console.log(`${name}, ${style} import that comes ${order}: ${text}`);
  process.exit();
}
void main();
END

echo "Node $(node --version)"
for name in msw nock14 nock13 global-agent; do
  for style in default namespace; do
    for order in first last; do node program.cjs "$name" "$style" "$order"; done
  done
done | tee output
diff output - <<'END'
msw, default import that comes first: mocked
msw, default import that comes last: mocked
msw, namespace import that comes first: real
msw, namespace import that comes last: real
nock14, default import that comes first: mocked
nock14, default import that comes last: mocked
nock14, namespace import that comes first: real
nock14, namespace import that comes last: mocked
nock13, default import that comes first: mocked
nock13, default import that comes last: mocked
nock13, namespace import that comes first: real
nock13, namespace import that comes last: mocked
global-agent, default import that comes first: mocked
global-agent, default import that comes last: mocked
global-agent, namespace import that comes first: real
global-agent, namespace import that comes last: mocked
END
