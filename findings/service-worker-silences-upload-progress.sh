#!/usr/bin/env bash
# One would believe: a request that a page makes with XMLHttpRequest reports the progress of its upload, whoever carries it.
# What is: when a service worker responds to it with its own `fetch`, there is not one progress event of the upload, from
#   the first byte to the last; without the service worker, the same page gets one for every few hundred kilobytes.
# Version: Chromium 156 and Firefox 153.8 ESR of Debian 12, driven by puppeteer-core 24.43.1.
# Source: https://github.com/w3c/ServiceWorker/issues/1141, open since 2017. https://github.com/whatwg/fetch/pull/678 took the
#   sending of the body out of what the standard does for such a request, and with it what the events report.
# Why it matters here: a stall timeout that starts with the request would end each upload that passes through a service
#   worker and takes longer than a minute. It starts with the first event instead.
# Needs: Debian's chromium and firefox-esr.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund puppeteer-core@24.43.1
chromium --version
firefox-esr --version

cat > check.js <<'JS'
import { once } from "node:events";
import { createServer } from "node:http";
import { launch } from "puppeteer-core";

const files = {
  "/": ["text/html", "<p>page</p>"],
  "/worker.js": [
    "text/javascript",
    `addEventListener("activate", (event) => event.waitUntil(clients.claim()));
     addEventListener("fetch", (event) => {
       if (event.request.method === "POST") event.respondWith(fetch(event.request));
     });`,
  ],
};
const server = createServer((request, response) => {
  const [type, content] = files[request.url] ?? ["text/plain", "ok"];
  // Slowly, so that there is something to tell.
  request.on("data", () => {
    request.pause();
    setTimeout(() => request.resume(), 5);
  });
  request.on("end", () => response.setHeader("content-type", type).end(content));
}).listen(0, "127.0.0.1");
await once(server, "listening");

const countEvents = `new Promise((resolve) => {
  const xhr = new XMLHttpRequest();
  let events = 0;
  xhr.upload.onprogress = () => events++;
  xhr.onload = () => resolve(events);
  xhr.open("POST", "/body");
  xhr.send(new Blob([new Uint8Array(20_000_000)]));
})`;
const register = `navigator.serviceWorker.register("/worker.js").then(async () => {
  while (!navigator.serviceWorker.controller) await new Promise((go) => setTimeout(go, 50));
})`;

async function measure(name, options) {
  const userDataDir = `${process.cwd()}/profile-${name}`;
  const browser = await launch({ browser: name, userDataDir, headless: true, ...options });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    const without = await page.evaluate(countEvents);
    await page.evaluate(register);
    return { without, "with a service worker": await page.evaluate(countEvents) };
  } finally {
    await browser.close();
  }
}

try {
  const events = {
    chrome: await measure("chrome", { executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] }),
    firefox: await measure("firefox", { executablePath: "/usr/bin/firefox-esr" }),
  };
  console.table(events);
  const isSo = (it) => it.without > 2 && it["with a service worker"] === 0;
  if (!Object.values(events).every(isSo)) {
    console.error("Service workers and progress behave otherwise now.");
    process.exitCode = 1;
  }
} finally {
  server.close();
  server.closeAllConnections();
}
JS
node check.js
