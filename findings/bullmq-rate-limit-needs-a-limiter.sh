#!/usr/bin/env bash
# One would believe: `queue.rateLimit(milliseconds)` keeps all workers of a queue from taking jobs for that long, as its
#   name says, and as the guide to a manual rate limit shows without further options.
# What is: only the worker whose job then throws RateLimitError waits. Others go on as if nothing had been set, unless they
#   have a `limiter`, of whatever numbers: the key in Redis is looked at only where there is a maximum to compare it with.
# Versions: bullmq 6.7.0, Debian's redis-tools 5:7.0.15-1~deb12u10.
# Source: dist/esm/commands/moveToActive-11.lua and includes/getRateLimitTTL.lua of the package ("if maxJobs and …");
#   docs/gitbook/guide/rate-limiting.md of taskforcesh/bullmq, "Manual rate-limit".
# Why it matters here: a 429 of the API is for the key, and so for the whole fleet. The worker of the guide has a limiter
#   that limits nothing by itself.
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
const limiter = { max: 1_000_000, duration: 1000 };
for (const options of [{}, { limiter }]) {
  const queue = new Queue(options.limiter ? "with" : "without", { connection });
  for (let count = 0; count < 10; count++) await queue.add("job", {});
  let limited;
  let taken = 0;
  const first = new Worker(
    queue.name,
    async () => {
      if (limited) return;
      await queue.rateLimit(2000);
      limited = Date.now();
      throw Worker.RateLimitError();
    },
    { connection, ...options },
  );
  while (!limited) await sleep(10);
  const second = new Worker(queue.name, async () => void taken++, { connection, ...options });
  while (Date.now() < limited + 1500) await sleep(10);
  console.log(`${queue.name} a limiter: the other worker has taken ${taken} jobs while the queue is limited`);
  await Promise.all([first.close(true), second.close(true), queue.close()]);
}
process.exit();
PROGRAM

expected="without a limiter: the other worker has taken 10 jobs while the queue is limited
with a limiter: the other worker has taken 0 jobs while the queue is limited"

found=$(node program.mjs "$folder/socket")
echo "bullmq $(node -p 'require("./node_modules/bullmq/package.json").version'), $(./redis-server --version | cut -d' ' -f1-3):"
echo "$found"
[ "$found" = "$expected" ]
