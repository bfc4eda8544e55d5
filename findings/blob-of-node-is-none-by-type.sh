#!/usr/bin/env bash
# One would believe: the Blob and the File of node:buffer fit where a Blob is asked for. They are the same classes as
#   the global ones: new Blob([]) is an instance of both.
# What is: by their types they are not. Where TypeScript's DOM library is loaded, as it is by default, the global Blob is
#   the DOM's, and what node:buffer exports, or blob() of node:stream/consumers resolves to, is refused: the types of
#   stream() or bytes() differ. What fs.openAsBlob resolves to fits, since it is declared with the global name. Without
#   the DOM library all of them fit.
# Versions: TypeScript 5.4.5 and 5.9.2 with @types/node 20.19.0; Node 20.20.2 for the classes.
# Source: buffer.d.ts and stream/consumers.d.ts of @types/node, lib.dom.d.ts of TypeScript.
# Why it matters here: code from before Node 20, which had no global File, imports it from node:buffer. So uploadFile
#   takes what has a Blob's size, type, slice and arrayBuffer, and not only what is a Blob by type.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund old@npm:typescript@5.4.5 new@npm:typescript@5.9.2 @types/node@20.19.0 >/dev/null 2>&1

cat >program.ts <<'PROGRAM'
import { Blob as NodeBlob, File as NodeFile } from "node:buffer";
import { openAsBlob } from "node:fs";
import { blob } from "node:stream/consumers";
const take = (it: Blob) => it.size;
take(new NodeBlob([]));
take(new NodeFile([], "a"));
blob([]as never).then(take);
openAsBlob("a").then(take);
PROGRAM

refused() {
  node "node_modules/$1/bin/tsc" --noEmit --strict --skipLibCheck --module nodenext --target es2022 --types node --lib "$2" \
    program.ts | sed -n 's/^program\.ts(\([0-9]*\),.*/\1/p' | sort -u | tr '\n' ' ' || true
}

same=$(node --eval 'console.log(require("node:buffer").Blob === globalThis.Blob)')
echo "Node $(node --version): the same class: $same"
[ "$same" = true ]
for compiler in old new; do
  echo "$compiler: TypeScript $(node "node_modules/$compiler/bin/tsc" --version)"
  with=$(refused $compiler es2022,dom)
  without=$(refused $compiler es2022)
  echo "lines refused with the DOM library: ${with:-none}; without: ${without:-none}"
  [ "$with" = "5 6 7 " ] && [ "$without" = "" ]
done
