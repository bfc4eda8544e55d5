#!/usr/bin/env bash
# One would believe: a processor that takes BullMQ's signal is given it.
# What is: it is given only to a function whose `length` is 3 or more. A parameter with a default value before it, or rest
#   parameters, as wrappers for logging and tracing have them, make that less, and `signal` is undefined. `cancelJob` then
#   returns false, and the job goes on.
# Versions: bullmq 6.7.0, Debian's redis-tools 5:7.0.15-1~deb12u10.
# Source: dist/esm/classes/worker.js of the package ("processor.length >= 3").
# Why it matters here: an upload without the signal goes on after its lock is lost. The worker of the guide declares three
#   parameters, and the guide says why.
set -euo pipefail
folder=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null || true; wait; rm -rf "$folder"' EXIT
cd "$folder"
apt-get -qq -o APT::Sandbox::User=root download redis-tools=5:7.0.15-1~deb12u10 \
  libjemalloc2=5.3.0-1 liblzf1=3.6-3 libatomic1=12.2.0-14+deb12u1
for package in *.deb; do dpkg-deb --extract "$package" root; done
export LD_LIBRARY_PATH="$folder/root/usr/lib/x86_64-linux-gnu"
# The same program as redis-check-rdb, which goes by its name.
ln -s "$folder/root/usr/bin/redis-check-rdb" redis-server
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund bullmq@6.7.0 ioredis@5.11.1 >/dev/null 2>&1
./redis-server --port 0 --unixsocket "$folder/socket" --save "" --appendonly no >redis.out 2>&1 &
pid=$!
for _ in $(seq 100); do [ -S socket ] && break || sleep 0.1; done

cat >program.mjs <<'PROGRAM'
import { once } from "node:events";
import { Queue, Worker } from "bullmq";
const connection = { path: process.argv[2], maxRetriesPerRequest: null };
const told = (signal) => (signal ? "a signal" : "no signal");
const processors = {
  "(job, token, signal)": async (job, token, signal) => told(signal),
  '(job, token = "", signal)': async (job, token = "", signal) => told(signal),
  "(...all)": async (...all) => told(all[2]),
};
for (const [text, processor] of Object.entries(processors)) {
  const queue = new Queue(`queue-${Object.keys(processors).indexOf(text)}`, { connection });
  await queue.add("job", {});
  const worker = new Worker(queue.name, processor, { connection });
  const [, result] = await once(worker, "completed");
  console.log(`${text}: ${result}`);
  await worker.close(true);
  await queue.close();
}
process.exit();
PROGRAM

expected="(job, token, signal): a signal
(job, token = \"\", signal): no signal
(...all): no signal"

found=$(node program.mjs "$folder/socket")
echo "bullmq $(node -p 'require("./node_modules/bullmq/package.json").version'), $(./redis-server --version | cut -d' ' -f1-3):"
echo "$found"
[ "$found" = "$expected" ]
