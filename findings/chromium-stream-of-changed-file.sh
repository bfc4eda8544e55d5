#!/usr/bin/env bash
# One would believe: Chromium notices that a file that was picked has changed however it is read, since slices of it
#   reject with a NotReadableError from then on.
# What is: it looks at the file's time when a read begins. A `stream()` that began before the change goes on to its end,
#   and gives the first bytes of the old content and the last of the new.
# Version: Chromium 156 of Debian 12, driven by puppeteer-core 24.43.1.
# Source: https://w3c.github.io/FileAPI/#file-section ("snapshot state"); VerifySnapshotTime in
#   storage/browser/file_system/file_stream_reader.cc of chromium/chromium, called when a reader opens the file.
# Why it matters here: the stream of a File is no way to upload it, though a hash of it agrees with what is sent. A File
#   is read part by part, and looked at again after each.
# Needs: Debian's chromium.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund puppeteer-core@24.43.1
chromium --version 2> /dev/null

cat > check.js <<'JS'
import { createServer } from "node:http";
import { writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { launch } from "puppeteer-core";

const size = 64 * 2 ** 20;
const path = `${process.cwd()}/picked.bin`;
const page = `<input type="file"><script>
  let file, reader, first, last;
  globalThis.begin = async () => {
    file = document.querySelector("input").files[0];
    reader = file.stream().getReader();
    first = (await reader.read()).value[0];
    return file.size;
  };
  globalThis.end = async () => {
    let read;
    while (!(read = await reader.read()).done) last = read.value.at(-1);
    const slice = await file.slice(0, 1).arrayBuffer().then(() => "is read", (error) => error.name);
    return { stream: String.fromCharCode(first, last), slice };
  };
</script>`;
const server = createServer((_, response) => {
  response.setHeader("content-type", "text/html").end(page);
}).listen(0, "127.0.0.1");
await new Promise((resolve) => server.once("listening", resolve));
const browser = await launch({
  executablePath: "/usr/bin/chromium",
  headless: true,
  userDataDir: `${process.cwd()}/profile`,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
let found;
try {
  writeFileSync(path, Buffer.alloc(size, "A"));
  const tab = await browser.newPage();
  await tab.goto(`http://127.0.0.1:${server.address().port}/`);
  await (await tab.$("input")).uploadFile(path);
  await tab.evaluate("begin()");
  await wait(1100);
  writeFileSync(path, Buffer.alloc(size, "B"), { flag: "r+" });
  found = await tab.evaluate("end()");
} finally {
  await browser.close();
  server.close();
  server.closeAllConnections();
}
console.log(found);
if (JSON.stringify(found) !== '{"stream":"AB","slice":"NotReadableError"}') {
  console.error("Chromium behaves otherwise now.");
  process.exitCode = 1;
}
JS
node check.js
