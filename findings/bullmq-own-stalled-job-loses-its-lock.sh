#!/usr/bin/env bash
# One would believe: a job that has stalled once, because the event loop was blocked for longer than its lock, runs a second
#   time, and that is that.
# What is: where the same worker takes it up again, its locks are renewed by the id of the job. When the first call ends,
#   the id is struck off, and the lock of the second call is renewed no more: it stalls in turn, in a worker that is well,
#   and so does the third. One hiccup of an event loop makes a job run until its stalls are used up, and then it has failed.
# Versions: bullmq 6.7.0, Debian's redis-tools 5:7.0.15-1~deb12u10.
# Source: dist/esm/classes/lock-manager.js (trackedJobs, untrackJob) and worker.js (processJob, "finally") of the package.
# Why it matters here: an upload takes minutes. The worker of the guide ends a call when BullMQ reports that its lock is
#   lost; where the job has come back before that, the next write of its checkpoint is refused, and each call continues
#   from what the one before it has written.
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
import { setTimeout as sleep } from "node:timers/promises";
import { Queue, Worker } from "bullmq";
const connection = { path: process.argv[2], maxRetriesPerRequest: null };
const queue = new Queue("queue", { connection });
await queue.add("job", {});
let calls = 0;
const worker = new Worker(
  queue.name,
  async () => {
    calls++;
    if (calls > 1) return sleep(5000);
    await sleep(1000);
    const end = Date.now() + 2500;
    while (Date.now() < end);
    await sleep(2000);
  },
  { connection, concurrency: 2, lockDuration: 1000, stalledInterval: 300, maxStalledCount: 2 },
);
worker.on("error", () => undefined);
let state;
while (!["completed", "failed"].includes(state)) {
  await sleep(100);
  state = await queue.getJobState("1");
}
const { failedReason } = await queue.getJob("1");
console.log(`an event loop blocked once: ${calls} calls, ${state}: ${failedReason}`);
process.exit();
PROGRAM

expected="an event loop blocked once: 3 calls, failed: job stalled more than allowable limit"

found=$(node program.mjs "$folder/socket")
echo "bullmq $(node -p 'require("./node_modules/bullmq/package.json").version'), $(./redis-server --version | cut -d' ' -f1-3):"
echo "$found"
[ "$found" = "$expected" ]
