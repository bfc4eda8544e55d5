#!/usr/bin/env bash
# One would believe: new Headers(headers) copies what is in headers, whichever class they are of: they can be
# iterated, which the standard asks for and no more.
# What is: Headers of happy-dom and of whatwg-fetch are empty after that, without a word: both look for the object's own
# properties, of which Node's Headers have none. A record or a list of pairs is taken by all.
# Versions: happy-dom 21.0.4, whatwg-fetch 3.6.20; undici 7.30.2, node-fetch 2.7.0 and jsdom 29.1.1 copy them.
# Source: https://github.com/capricorn86/happy-dom, constructor in packages/happy-dom/src/fetch/Headers.ts;
# https://github.com/JakeChampion/fetch, Headers in fetch.js; https://fetch.spec.whatwg.org/#headers-class.
# Why it matters here: a fetch that is given may be of another class than the Headers of the globals, and the key would
# be missing: it is called with a record. What is read of a response is copied by forEach, as pairs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --no-engine-strict \
  happy-dom@21.0.4 whatwg-fetch@3.6.20 undici@7.30.2 node-fetch@2.7.0 jsdom@29.1.1

cat >program.mjs <<'END'
import { Window } from "happy-dom";
import { JSDOM } from "jsdom";
import nodeFetch from "node-fetch";
import { Headers as UndiciHeaders } from "undici";
import { Headers as WhatwgHeaders } from "whatwg-fetch";

const window = new Window();
const classes = {
  "happy-dom": window.Headers,
  "whatwg-fetch": WhatwgHeaders,
  undici: UndiciHeaders,
  "node-fetch": nodeFetch.Headers,
  jsdom: new JSDOM().window.Headers,
};
const headers = new Headers({ authorization: "Bearer key" });
for (const [name, OtherHeaders] of Object.entries(classes)) {
  const keys = [headers, Object.fromEntries(headers)].map((given) =>
    new OtherHeaders(given).get("authorization"),
  );
  console.log(`${name}: of Headers ${keys[0]}, of a record ${keys[1]}`);
}
await window.happyDOM.close();
END

echo "The key of Node's Headers, Node $(npx --yes -p node@20.20.2 node --version):"
npx --yes -p node@20.20.2 node program.mjs | tee output
diff output - <<'END'
happy-dom: of Headers null, of a record Bearer key
whatwg-fetch: of Headers null, of a record Bearer key
undici: of Headers Bearer key, of a record Bearer key
node-fetch: of Headers Bearer key, of a record Bearer key
jsdom: of Headers Bearer key, of a record Bearer key
END
