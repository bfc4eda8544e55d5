#!/usr/bin/env bash
# One would believe: a File that was picked is a snapshot: once the file has changed on disk, reading it fails with a
#   NotReadableError, as the File API has it and Chromium does. And what is read of a Blob has `size` bytes.
# What is: Firefox reads what is at the path now. Of a file that was replaced it gives the new content, of one that
#   became shorter fewer bytes than the slice's `size`, of one that became longer more bytes than the File's; no error.
# Version: Firefox 153.8 ESR of Debian 12, driven by puppeteer-core 24.43.1.
# Source: https://w3c.github.io/FileAPI/#file-section ("snapshot state"); issue 47 of w3c/FileAPI compares browsers, and
#   leads to Mozilla's bug 660148.
# Why it matters here: parts of one upload can be of two contents, and what is sent can be shorter than was announced.
#   The source of a Blob compares the content in places, and the length of what it reads.
# Needs: Debian's firefox-esr.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund puppeteer-core@24.43.1
firefox-esr --version

cat > check.js <<'JS'
import { createServer } from "node:http";
import { renameSync, writeFileSync } from "node:fs";
import { launch } from "puppeteer-core";

const size = 1_000_000;
const path = `${process.cwd()}/picked.bin`;
const page = `<input type="file"><script>
  globalThis.take = () => { globalThis.file = document.querySelector("input").files[0]; return file.size; };
  const tell = async (blob) => {
    try {
      const bytes = new Uint8Array(await blob.arrayBuffer());
      return blob.size + " bytes by its size, " + bytes.length + " read, the first " + String.fromCharCode(bytes[0]);
    } catch (error) {
      return error.name;
    }
  };
  globalThis.read = async () => ({ file: await tell(file), slice: await tell(file.slice(0, ${size})) });
</script>`;
const server = createServer((_, response) => {
  response.setHeader("content-type", "text/html").end(page);
}).listen(0, "127.0.0.1");
await new Promise((resolve) => server.once("listening", resolve));
const browser = await launch({
  browser: "firefox",
  executablePath: "/usr/bin/firefox-esr",
  headless: true,
  userDataDir: `${process.cwd()}/profile`,
});
const found = {};
try {
  for (const [name, length] of Object.entries({ replaced: size, shorter: size / 2, longer: 2 * size })) {
    writeFileSync(path, Buffer.alloc(size, "A"));
    const tab = await browser.newPage();
    await tab.goto(`http://127.0.0.1:${server.address().port}/`);
    await (await tab.$("input")).uploadFile(path);
    await tab.evaluate("take()");
    writeFileSync(`${path}.new`, Buffer.alloc(length, "B"));
    renameSync(`${path}.new`, path);
    found[name] = await tab.evaluate("read()");
    await tab.close();
  }
} finally {
  await browser.close();
  server.close();
  server.closeAllConnections();
}
console.log(found);
const now = JSON.stringify(found);
const then = JSON.stringify({
  replaced: {
    file: "1000000 bytes by its size, 1000000 read, the first B",
    slice: "1000000 bytes by its size, 1000000 read, the first B",
  },
  shorter: {
    file: "1000000 bytes by its size, 500000 read, the first B",
    slice: "1000000 bytes by its size, 500000 read, the first B",
  },
  longer: {
    file: "1000000 bytes by its size, 2000000 read, the first B",
    slice: "1000000 bytes by its size, 1000000 read, the first B",
  },
});
if (now !== then) {
  console.error("Firefox behaves otherwise now.");
  process.exitCode = 1;
}
JS
node check.js
