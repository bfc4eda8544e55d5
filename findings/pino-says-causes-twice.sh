#!/usr/bin/env bash
# One would believe: pino logs the message of an error as it is, and its cause beside it.
# What is: what it logs as err.message is the messages of the error and of all its causes, joined with colons, and its
#   err.stack likewise; there is no err.cause. An error whose message has its cause's in it, so that a person can read it
#   where only the message is shown, is logged with that twice. pino's errWithCause leaves each message as it is.
# Version: pino 10.4.0, pino-std-serializers 7.1.0.
# Source: messageWithCauses in lib/err-helpers.js of pino-std-serializers; lib/err.js and lib/err-with-cause.js use it or not.
# Why it matters here: the message of an UploadError ends with that of its cause. Who logs with pino passes
#   serializers: { err: pino.stdSerializers.errWithCause }, and has the status and the request id as fields, too.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund pino@10.4.0 pino-std-serializers@7.1.0 >/dev/null 2>&1

cat >program.cjs <<'PROGRAM'
const pino = require("pino");
const cause = Object.assign(new Error("403 forbidden"), { status: 403 });
const error = new Error("part 0: 403 forbidden", { cause });
const logged = (options) => {
  let text = "";
  pino(options, { write: (line) => (text += line) }).error(error);
  const { err } = JSON.parse(text);
  return `${err.message} | ${err.cause?.message}, ${err.cause?.status}`;
};
console.log(logged({}));
console.log(logged({ serializers: { err: pino.stdSerializers.errWithCause } }));
PROGRAM

got=$(node program.cjs)
echo "pino $(node -p 'require("pino/package.json").version'), as it is and with errWithCause:"
echo "$got"
[ "$got" = "part 0: 403 forbidden: 403 forbidden | undefined, undefined
part 0: 403 forbidden | 403 forbidden, 403" ]
