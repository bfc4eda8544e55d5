#!/usr/bin/env bash
# One would believe: `queue.retryJobs()` lets failed jobs begin again, with the attempts that they were added with.
# What is: a job's count of attempts stays. One that has used them all up is tried a single time, whatever its `attempts`
#   and `backoff` say, and has failed again. Only `job.retry("failed", { resetAttemptsMade: true })`, one job at a time,
#   gives them back; retryJobs has no such option.
# Versions: bullmq 6.7.0, Debian's redis-tools 5:7.0.15-1~deb12u10.
# Source: dist/esm/interfaces/retry-options.d.ts and classes/queue.d.ts (retryJobs) of the package.
# Why it matters here: what fails for a key or a store that has to be mended first fails by the thousand, and is begun
#   again when it is. The guide to the fleet says with which call.
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
const again = {
  "queue.retryJobs()": () => queue.retryJobs({ state: "failed" }),
  "job.retry with resetAttemptsMade": async (job) =>
    job.retry("failed", { resetAttemptsMade: true }),
};
let tries = 0;
new Worker(
  queue.name,
  async () => {
    tries++;
    throw new Error("not mended yet");
  },
  { connection },
);
for (const [name, retry] of Object.entries(again)) {
  const job = await queue.add("job", {}, { attempts: 4 });
  while ((await queue.getJobState(job.id)) !== "failed") await sleep(50);
  tries = 0;
  await retry(await queue.getJob(job.id));
  do await sleep(500);
  while ((await queue.getJobState(job.id)) !== "failed");
  console.log(`${name}: a job of 4 attempts is tried ${tries} times`);
  await job.remove();
}
process.exit();
PROGRAM

expected="queue.retryJobs(): a job of 4 attempts is tried 1 times
job.retry with resetAttemptsMade: a job of 4 attempts is tried 4 times"

found=$(node program.mjs "$folder/socket")
echo "bullmq $(node -p 'require("./node_modules/bullmq/package.json").version'), $(./redis-server --version | cut -d' ' -f1-3):"
echo "$found"
[ "$found" = "$expected" ]
