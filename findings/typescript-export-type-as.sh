#!/usr/bin/env bash
# One would believe: what may be declared as a type may be exported where it is declared. `type as = …`, `export interface as`
# and `export type from = …` all compile.
# What is: `export type as = …` is a syntax error in TypeScript 5.9.2 ("'{' expected"). After `export type`, the parser takes
# `as` for no name that begins a declaration. `type as = …; export type { as };` says the same and compiles.
# Version: TypeScript 5.9.2.
# Source: https://github.com/microsoft/TypeScript, src/compiler/parser.ts (how `export` before `type` is read); the handbook
# names no such exception.
# Why it matters here: a schema called `as` ended generating with an error of ours. Its type is called As now.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

version=5.9.2
npm install --silent --no-save --prefix . "typescript@$version" > install.log 2>&1 || { cat install.log; exit 2; }
echo "typescript $(./node_modules/.bin/tsc --version)"

failed=0
# What the compiler says of a line.
check() {
  local source=$1 want=$2 output
  printf '%s\n' "$source" > line.ts
  output=$(./node_modules/.bin/tsc --noEmit --module esnext line.ts || true)
  printf '%-45s %s\n' "$source" "${output:-compiles}"
  grep -q "$want" <<< "${output:-compiles}" || failed=1
}

check 'type as = string; export type { as };' compiles
check 'export interface as { a: 1 }' compiles
check 'export type from = string;' compiles
check 'export type as = string;' "error TS1005: '{' expected"
exit "$failed"
