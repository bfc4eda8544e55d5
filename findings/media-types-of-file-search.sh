#!/usr/bin/env bash
# One would believe: the usual tables of media types agree with what the OpenAI API documents for file search, since
#   most of those 21 file types are old and common.
# What is: mime and mime-types have other types, or none, for the same nine: .ts is a video (MPEG transport stream), .py,
#   .rb, .go and .cs have no type at all, .cpp is C, and .java, .php and .tex go by other names. Neither knows JSONL.
# Versions: mime 4.1.0, mime-types 3.0.2.
# Source: https://developers.openai.com/api/docs/assistants/tools/file-search, "Supported files"; src/iana-types.json and
#   src/apache-types.json of jshttp/mime-db.
# Why it matters here: an Upload for `assistants` has to be created with a media type of that list, so the runtime has a
#   table of its own.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund mime@4.1.0 mime-types@3.0.2 >/dev/null 2>&1

cat >program.mjs <<'PROGRAM'
import mime from "mime";
import mimeTypes from "mime-types";

const office = "application/vnd.openxmlformats-officedocument.";
const documented = {
  c: "text/x-c",
  cpp: "text/x-c++",
  cs: "text/x-csharp",
  css: "text/css",
  doc: "application/msword",
  docx: `${office}wordprocessingml.document`,
  go: "text/x-golang",
  html: "text/html",
  java: "text/x-java",
  js: "text/javascript",
  json: "application/json",
  md: "text/markdown",
  pdf: "application/pdf",
  php: "text/x-php",
  pptx: `${office}presentationml.presentation`,
  py: "text/x-python",
  rb: "text/x-ruby",
  sh: "application/x-sh",
  tex: "text/x-tex",
  ts: "application/typescript",
  txt: "text/plain",
};
const tables = { mime: (name) => mime.getType(name), "mime-types": (name) => mimeTypes.lookup(name) };
for (const [table, typeOf] of Object.entries(tables)) {
  const others = Object.entries(documented).filter(([name, type]) => typeOf(`a.${name}`) !== type);
  console.log(`${table}: ${others.map(([name]) => `${name} ${typeOf(`a.${name}`) || "none"}`).join(", ")}`);
  console.log(`${table}: jsonl ${typeOf("a.jsonl") || "none"}`);
}
PROGRAM

nine="cpp text/x-c, cs none, go none, java text/x-java-source, php application/x-httpd-php, py none, rb none"
nine="$nine, tex application/x-tex, ts video/mp2t"
expected="mime: $nine
mime: jsonl none
mime-types: $nine
mime-types: jsonl none"

found=$(node program.mjs)
echo "$found"
[ "$found" = "$expected" ]
