#!/usr/bin/env bash
# One would believe: what swagger2openapi can't say in OpenAPI 3 it refuses, as it does for collectionFormat tsv.
# What is: of a list in a form it drops the collectionFormat without a word, so csv, which is what Swagger 2.0 means by
#   saying nothing, becomes one field an item, which is what OpenAPI 3 means by saying nothing. Where a form follows a
#   body, the body is gone, though the other way round is an error; and a form with a file is url-encoded unless multipart
#   is consumed. Its errors name no place in the document.
# Version: swagger2openapi 7.0.8.
# Source: processParameter in its index.js; "Parameter Object" and "Items Object" of Swagger 2.0 give csv as the default.
# Why it matters here: lists would be sent in a form that servers read as one value. The document is marked before it is
#   converted, and encodings are made of the marks.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund swagger2openapi@7.0.8 >/dev/null 2>&1

cat >convert.cjs <<'PROGRAM'
const { convertObj } = require("swagger2openapi");
const list = { in: "formData", type: "array", items: { type: "string" } };
const forms = {
  csv: [{ name: "ids", ...list, collectionFormat: "csv" }],
  multi: [{ name: "ids", ...list, collectionFormat: "multi" }],
  bodyAndForm: [{ name: "body", in: "body", schema: { type: "object" } }, { name: "a", in: "formData", type: "string" }],
  formAndBody: [{ name: "a", in: "formData", type: "string" }, { name: "body", in: "body", schema: { type: "object" } }],
  file: [{ name: "file", in: "formData", type: "file" }],
};
(async () => {
  for (const [name, parameters] of Object.entries(forms)) {
    const post = { parameters, responses: { 200: { description: "" } } };
    const document = { swagger: "2.0", info: { title: "T", version: "1" }, consumes: ["application/json"], paths: { "/": { post } } };
    const made = await convertObj(document, {}).then(
      ({ openapi }) => JSON.stringify(openapi.paths["/"].post.requestBody),
      ({ message }) => `refused: ${message}`,
    );
    console.log(`${name}: ${made}`);
  }
})();
PROGRAM

echo "swagger2openapi $(node -p "require('./node_modules/swagger2openapi/package.json').version")"
found=$(node convert.cjs)
echo "$found"
said() { sed --quiet "s/^$1: //p" <<<"$found"; }
[[ "$(said csv)" == "$(said multi)" && "$(said csv)" != *explode* ]]
[[ "$(said bodyAndForm)" == *'"properties":{"a"'* ]]
[[ "$(said formAndBody)" == "refused: "* ]]
[[ "$(said file)" == *x-www-form-urlencoded*binary* ]]
