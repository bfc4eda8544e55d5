import { spawn } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { until } from "../support/run.ts";
import type { Served } from "../support/server.ts";
import { MiB, server, useCommand, workplace, type Workplace } from "../support/workplace.ts";

const command = useCommand();
const upload = ["upload", "--purpose", "fine-tune", "--part-size", "512KiB", "--concurrency", "2"];
const partsAt = (served: Served) => served.uploads().flatMap(({ parts }) => parts).length;

/** What a command line that was printed does when it is typed into a shell. */
async function typed(line: string, { folder, env }: Workplace): Promise<string> {
  const child = spawn("sh", ["-c", line], { cwd: folder, env });
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (some: string) => (text += some));
  await new Promise((done) => child.on("close", done));
  return text;
}

function printedCommand(text: string): string {
  return /To continue:\n {2}(.*)/.exec(text)?.[1] ?? "no command was printed";
}

test("killed with SIGKILL, the same call goes on", async () => {
  const served = await server({ bytesPerSecond: MiB / 2 });
  const place = await workplace(command.path(), served, { a: 4 * MiB });
  const { child, ended } = place.start([...upload, "a"]);
  await until(
    () => partsAt(served) >= 3,
    () => `${partsAt(served)} parts`,
  );
  child.kill("SIGKILL");
  await ended;
  const before = partsAt(served);
  const again = await place.run([...upload, "a"]);
  expect(again.stderr).toMatch(/^a: resuming; [23456] of 8 parts were already sent\n/);
  expect(again.code).toBe(0);
  expect(served.uploads()).toHaveLength(1);
  // What was under way is sent again.
  expect(partsAt(served)).toBeLessThanOrEqual(8 + 2);
  expect(before).toBeLessThan(8);
  expect(await readdir(join(place.folder, "state/openai-uploads"))).toEqual([]);
});

describe("Ctrl-C", () => {
  test("once: tells what is kept, and prints a command that sends what is left, and no more", async () => {
    const served = await server({ bytesPerSecond: MiB / 2 });
    const place = await workplace(command.path(), served, { "a b": 5, c: 4 * MiB, "d'e": 6 });
    const running = place.start([...upload, "a b", "c", "d'e"]);
    await until(
      () => partsAt(served) >= 4,
      () => running.text(),
    );
    running.child.kill("SIGINT");
    const { code, stdout, stderr } = await running.ended;
    expect(code).toBe(130);
    expect(stdout).toBe("file-000001\n");
    expect(stderr).toMatch(
      /\nc: stopped; \d of 8 parts kept until \d\d:\d\d \(Upload upload_000002\)\n/,
    );
    expect(stderr).toMatch(/\n1 of 3 files uploaded, 2 stopped\n/);
    const line = printedCommand(stderr);
    expect(line).toMatch(/ c 'd'\\''e'$/);
    const text = await typed(line, place);
    expect(text).toMatch(/c: resuming; \d of 8 parts were already sent/);
    expect(served.uploads().map(({ filename, status }) => [filename, status])).toEqual([
      ["a b", "completed"],
      ["c", "completed"],
      ["d'e", "completed"],
    ]);
  });

  test("twice: ends at once, and has still kept what was confirmed", async () => {
    const served = await server({
      // Cancelling what was begun, or settling, takes its time.
      faults: ({ index }) => (index > 4 ? { kind: "stall", afterBytes: 0 } : undefined),
    });
    const place = await workplace(command.path(), served, { c: 4 * MiB });
    const running = place.start([...upload, "--json", "--no-resume", "c"]);
    await until(
      () => partsAt(served) >= 3,
      () => running.text(),
    );
    running.child.kill("SIGINT");
    await new Promise((done) => setTimeout(done, 500));
    expect(running.child.exitCode).toBe(null);
    const pressed = Date.now();
    running.child.kill("SIGINT");
    const { code } = await running.ended;
    expect(code).toBe(130);
    // Without the second it takes twenty seconds.
    expect(Date.now() - pressed).toBeLessThan(10_000);
  });

  test("sent twice at the same moment, as npx does, counts as once", async () => {
    const served = await server({ bytesPerSecond: MiB / 2 });
    const place = await workplace(command.path(), served, { c: 4 * MiB });
    const running = place.start([...upload, "--no-resume", "c"]);
    await until(
      () => partsAt(served) >= 2,
      () => running.text(),
    );
    running.child.kill("SIGINT");
    await new Promise((done) => setTimeout(done, 30));
    running.child.kill("SIGINT");
    const { code, stderr } = await running.ended;
    expect([code, served.uploads()[0]?.status]).toEqual([130, "cancelled"]);
    expect(stderr).toMatch(/c: stopped; nothing is kept\n/);
  });

  test("typed at a terminal, it leaves the screen in order", async () => {
    const served = await server({ bytesPerSecond: MiB / 2 });
    const place = await workplace(command.path(), served, { "training.jsonl": 4 * MiB });
    const terminal = place.terminal([...upload, "training.jsonl"], 80);
    await until(
      () => partsAt(served) >= 3,
      () => terminal.lines().join("\n"),
    );
    terminal.type("\u0003");
    expect(await terminal.ended).toBe(130);
    const [first, second, third] = terminal.lines();
    expect(first).toMatch(/^(\^C)?Stopping; Ctrl-C again ends at once\.$/);
    expect(second).toMatch(
      /^training\.jsonl: stopped; \d of 8 parts kept until \d\d:\d\d \(Upload upload_000001\)$/,
    );
    expect(third).toBe("To continue:");
    expect(terminal.written()).toMatch(/\u001b\[\?25h[^\u001b]*To continue:/);
  });
});

test.each([
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const)("%s stops it as Ctrl-C does, and ends with %i", async (signal, want) => {
  const served = await server({ bytesPerSecond: MiB / 2 });
  const place = await workplace(command.path(), served, { c: 4 * MiB });
  const running = place.start([...upload, "c"]);
  await until(
    () => partsAt(served) >= 2,
    () => running.text(),
  );
  running.child.kill(signal);
  const { code, stderr } = await running.ended;
  expect(code).toBe(want);
  expect(stderr).toMatch(/c: stopped; \d of 8 parts kept/);
});

test("a file that has changed starts over, and says so", async () => {
  const served = await server({ bytesPerSecond: MiB / 2 });
  const place = await workplace(command.path(), served, { c: 4 * MiB });
  const running = place.start([...upload, "c"]);
  await until(
    () => partsAt(served) >= 2,
    () => running.text(),
  );
  running.child.kill("SIGINT");
  await running.ended;
  const { stderr } = await place.run([...upload, "--filename", "other", "c"]);
  expect(stderr).toMatch(/^c: starting over: changed since the checkpoint: filename\n/);
});
