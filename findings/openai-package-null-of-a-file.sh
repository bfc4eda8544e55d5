#!/usr/bin/env bash
# One would believe: OpenAI's own package has types for what the API sends.
# What is: a File comes with `expires_at: null` and `status_details: null` unless it has them, and neither compiles: the
#   types say that they are absent. And a file can be created for `evals`, but no File can be one for it.
# Version: openai 7.59.0, TypeScript 5.9.2.
# Source: openai-dotnet at b3b4bbbc31ce, tests/SessionRecords/UploadsTests/CompleteUploadWorks.json (a recorded session
#   with api.openai.com) against src/resources/files.ts of openai-node.
# Why it matters here: code that was written by those types takes null for a time (`new Date(file.expires_at * 1000)` is
#   1970). Ours say null, beyond OpenAI's document; the test server sends it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund openai@7.59.0 typescript@5.9.2 @types/node@20.19.43 >/dev/null 2>&1

cat >program.ts <<'PROGRAM'
import type OpenAI from "openai";

const file = {
  object: "file" as const,
  id: "file-1",
  purpose: "fine-tune" as const,
  filename: "eight.jsonl",
  bytes: 8,
  created_at: 1_800_000_000,
  status: "processed" as const,
};
export const kept: OpenAI.FileObject = { ...file, expires_at: null };
export const fine: OpenAI.FileObject = { ...file, status_details: null };
export const asked: OpenAI.FilePurpose = "evals";
export const given: OpenAI.FileObject["purpose"] = asked;
PROGRAM

echo "openai $(sed -n 's/^  "version": "\(.*\)",$/\1/p' node_modules/openai/package.json)"
found=$(./node_modules/.bin/tsc --noEmit --strict --skipLibCheck --module nodenext --target es2022 program.ts || true)
echo "$found"
[ "$(grep -c "error TS2322" <<<"$found")" = 3 ]
[ "$(grep -c "Type 'null' is not assignable" <<<"$found")" = 2 ]
[ "$(grep -c "Type '\"evals\"' is not assignable" <<<"$found")" = 1 ]
