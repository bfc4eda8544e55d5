#!/usr/bin/env bash
# One would believe: a browser that is driven uses about the memory that it uses by itself, so that what an upload costs
#   can be measured there.
# What is: Firefox under puppeteer keeps the body of every request in its parent process, also when the page is closed.
#   Slices of a picked file of 256 MiB, sent one after the other, cost 863 MiB there (350 where the bytes are random),
#   and nothing when puppeteer has disconnected before they are sent.
# Version: Firefox 153.8 ESR of Debian 12, puppeteer-core 24.43.1 over WebDriver BiDi.
# Source: pull request 14016 of puppeteer/puppeteer has the browser collect bodies; its limit is 20 MB for each.
# Why it matters here: measured like that, uploads seem to take memory that grows with the file. `npm run browsers` does
#   not measure memory; whoever does has to disconnect first.
# Needs: Debian's firefox-esr, and /proc.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund puppeteer-core@24.43.1
firefox-esr --version

cat > check.js <<'JS'
import { createServer } from "node:http";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { launch } from "puppeteer-core";

const MiB = 2 ** 20;
const path = `${process.cwd()}/picked.bin`;
writeFileSync(path, Buffer.alloc(256 * MiB, "A"));
const page = `<input type="file"><script>
  globalThis.begin = async () => {
    const file = document.querySelector("input").files[0];
    await new Promise((resolve) => setTimeout(resolve, 2000));
    for (let at = 0; at < file.size; at += ${32 * MiB})
      await fetch("/body", { method: "POST", body: file.slice(at, at + ${32 * MiB}) });
    await fetch("/over", { method: "POST" });
  };
</script>`;
let isOver;
const server = createServer(async (request, response) => {
  for await (const chunk of request) void chunk;
  if (request.url === "/over") isOver();
  response.setHeader("content-type", "text/html").end(page);
}).listen(0, "127.0.0.1");
await once(server, "listening");

const memoryOf = ({ pid }) =>
  Number(/RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;

async function measure(isDriven) {
  const over = new Promise((resolve) => (isOver = resolve));
  const browser = await launch({
    browser: "firefox",
    executablePath: "/usr/bin/firefox-esr",
    headless: true,
    userDataDir: `${process.cwd()}/profile-${isDriven}`,
  });
  const child = browser.process();
  try {
    const tab = await browser.newPage();
    await tab.goto(`http://127.0.0.1:${server.address().port}/`);
    await (await tab.$("input")).uploadFile(path);
    await tab.evaluate("void begin()");
    if (!isDriven) await browser.disconnect();
    await wait(1000);
    const before = memoryOf(child);
    await over;
    return Math.round(memoryOf(child) - before);
  } finally {
    child.kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  }
}

try {
  const found = { "MiB more while driven": await measure(true), "MiB more by itself": await measure(false) };
  console.log(found);
  const [driven, alone] = Object.values(found);
  if (!(driven > 250 && alone < 100)) {
    console.error("Firefox and puppeteer behave otherwise now.");
    process.exitCode = 1;
  }
} finally {
  server.close();
  server.closeAllConnections();
}
JS
node check.js
