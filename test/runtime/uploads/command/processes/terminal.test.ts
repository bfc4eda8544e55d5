import { describe, expect, test } from "vitest";
import { widthOf } from "../../../../../generated/src/runtime/uploads/command/width.ts";
import { MiB, server, useCommand, workplace } from "../support/workplace.ts";

const command = useCommand();
const upload = ["upload", "--purpose", "fine-tune", "--part-size", "512KiB"];
const wide = "資料集二〇二六年の訓練用データ.jsonl";

describe.each([80, 40])("on a terminal of %i columns", (columns) => {
  test("each file has one line while it is sent, and one when it is there", async () => {
    const served = await server({ bytesPerSecond: MiB / 2 });
    const place = await workplace(command.path(), served, { "a.jsonl": 4 * MiB, [wide]: 3 * MiB });
    const terminal = place.terminal([...upload, "a.jsonl", wide], columns);
    await terminal.until(/a\.jsonl +█+░+ +\d+% +[\d.]+ [kM]B\/s +\d:\d\d/);
    await terminal.until("1 file waiting");
    expect(terminal.lines()).toHaveLength(2);
    await terminal.until(/a\.jsonl: file-000001/);
    await terminal.until(/…\S* +█+░+ +\d+% +[\d.]+ [kM]B\/s +\d:\d\d/);
    expect(await terminal.ended).toBe(0);
    const end = terminal.lines().join("").replace(/\s+/g, " ");
    expect(end).toMatch(/2 of 2 files uploaded/);
    expect(end).toContain("file-000002");
    for (const line of terminal.lines()) expect(widthOf(line)).toBeLessThanOrEqual(columns);
    // The cursor is back.
    expect(terminal.written().lastIndexOf("\u001b[?25h")).toBeGreaterThan(
      terminal.written().lastIndexOf("\u001b[?25l"),
    );
  });
});

test("it is drawn some eight times a second, however fast bytes move", async () => {
  const served = await server({ bytesPerSecond: 8 * MiB });
  const place = await workplace(command.path(), served, { "a.jsonl": 64 * MiB });
  const started = Date.now();
  const terminal = place.terminal([...upload, "a.jsonl"], 80);
  await terminal.ended;
  const drawings = terminal.written().split("\u001b[?2026h").length - 1;
  expect(drawings).toBeLessThan((10 * (Date.now() - started)) / 1000 + 5);
});
