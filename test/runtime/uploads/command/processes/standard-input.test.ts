import { describe, expect, test } from "vitest";
import { server, useCommand, workplace } from "../support/workplace.ts";

const command = useCommand();
const upload = ["upload", "--purpose", "fine-tune"];

describe("standard input", () => {
  test("is sent under a name", async () => {
    const served = await server();
    const place = await workplace(command.path(), served, {});
    const args = [...upload, "--bytes", "5", "--filename", "b.jsonl", "-"];
    const { code, stdout } = await place.run(args, Buffer.from("hello"));
    const file = served.file(stdout.trim());
    expect([code, file?.name, await file?.text()]).toEqual([0, "b.jsonl", "hello"]);
  });

  test.each([
    ["hell", /: got 4 bytes instead of the 5 in --bytes/],
    ["hello!", /: got 6 bytes instead of the 5 in --bytes/],
  ])(
    "with other bytes than were told (%j) fails, and leaves no Upload behind",
    async (text, want) => {
      const served = await server();
      const place = await workplace(command.path(), served, {});
      const { code, stderr } = await place.run([...upload, "--bytes", "5", "-"], Buffer.from(text));
      expect(stderr).toMatch(want);
      expect([code, served.uploads().map(({ status }) => status)]).toEqual([1, ["cancelled"]]);
    },
  );
});
