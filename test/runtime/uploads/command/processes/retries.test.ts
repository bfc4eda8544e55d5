import { expect, test } from "vitest";
import { MiB, server, useCommand, workplace } from "../support/workplace.ts";

const command = useCommand();
const upload = ["upload", "--purpose", "fine-tune", "--part-size", "1MiB"];
const busy = (milliseconds: number) =>
  ({ kind: "status", status: 429, retryAfter: { form: "seconds", milliseconds } }) as const;

test("429s: a terminal counts down, and the file gets there", async () => {
  const served = await server({
    faults: ({ index }) => (index >= 1 && index <= 3 ? busy(3000) : undefined),
  });
  const place = await workplace(command.path(), served, { "a.jsonl": 3 * MiB });
  const terminal = place.terminal([...upload, "a.jsonl"], 80);
  await terminal.until(/a\.jsonl.* 429: again in 0:0[23]/);
  await terminal.until(/a\.jsonl.* 429: again in 0:01/);
  expect(await terminal.ended).toBe(0);
});

test("429s: a log tells of them once", async () => {
  const served = await server({
    faults: ({ index }) => (index >= 1 && index <= 3 ? busy(1000) : undefined),
  });
  const place = await workplace(command.path(), served, { "a.jsonl": 3 * MiB });
  const { code, stderr } = await place.run([...upload, "a.jsonl"]);
  expect(stderr).toMatch(
    /^a\.jsonl: 429: again in 0:01\n(a\.jsonl: \d+% .*\n)*a\.jsonl: file-000001/,
  );
  expect(stderr.match(/429/g)).toHaveLength(1);
  expect(code).toBe(0);
});

test("429s without an end to them fail, with how often it was tried", async () => {
  const served = await server({ faults: () => ({ kind: "status", status: 429 }) });
  const place = await workplace(command.path(), served, { "a.jsonl": 5 });
  const { code, stderr } = await place.run([...upload, "a.jsonl"]);
  expect(stderr).toMatch(
    /a\.jsonl: failed: creating the Upload: POST .*: 429 .*\(after 3 attempts\)/,
  );
  expect(code).toBe(1);
});

test("what the API refuses for what it is: no command is named, since it would be refused again", async () => {
  const place = await workplace(command.path(), await server(), { a: 5 });
  const { stderr } = await place.run(["upload", "--purpose", "nothing", "a"]);
  expect(stderr).toMatch(/^a: failed: creating the Upload: .*400/);
  expect(stderr).not.toMatch(/To (continue|try again)/);
});
