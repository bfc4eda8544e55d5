import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import {
  goOnCommand,
  invocationOf,
} from "../../../../generated/src/runtime/uploads/command/invocation.ts";
import { quoted } from "../../../../generated/src/runtime/uploads/command/shell.ts";

const words = [
  "plain.jsonl",
  "with space",
  "it's",
  '"quotes"',
  "$HOME `id` \\ !!",
  "*?[a]",
  "~/x",
  "",
  "-p",
  "資料",
  "a\nb",
  "tab\there, it's",
  "esc\u001b[31m",
];

test("bash reads quoted words as they were", () => {
  const script = `for word in ${words.map((word) => quoted(word, "linux")).join(" ")}; do printf '%s\\0' "$word"; done`;
  const { stdout } = spawnSync("bash", ["-c", script], { encoding: "utf8" });
  expect(stdout.split("\0").slice(0, -1)).toEqual(words);
});

test("nothing that a terminal obeys is in a quoted word", () => {
  expect(quoted("a\u001b[2J\u202e", "linux")).toBe("$'a\\x1b[2J\\xe2\\x80\\xae'");
});

test.each([
  ["C:\\data\\a.jsonl", '"C:\\data\\a.jsonl"'],
  ["with space", '"with space"'],
  ["plain", "plain"],
])("on Windows %s is %s", (word, want) => {
  expect(quoted(word, "win32")).toBe(want);
});

const node = "/usr/bin/node";

test.each([
  [[node, "/usr/local/bin/openai-uploads"], { PATH: "/bin:/usr/local/bin" }, "openai-uploads"],
  [[node, "/a b/openai-uploads"], { PATH: "/bin" }, "'/a b/openai-uploads'"],
  [[node, "/x/dist/command.cjs"], {}, "node /x/dist/command.cjs"],
  [[node, "/x/.bin/openai-uploads"], { npm_command: "exec" }, "npx openai-uploads"],
])("started as %j with %j, it is called %s", (argv, env, want) => {
  expect(invocationOf("openai-uploads", argv, env)).toBe(want);
});

const raw = { purpose: "fine-tune", md5: true };

test.each([
  [["a.jsonl"], raw, "x upload --purpose fine-tune a.jsonl"],
  [
    ["a b.jsonl", "c"],
    { ...raw, md5: false, resume: false as const, partSize: "32MiB", quiet: true },
    "x upload --purpose fine-tune --part-size 32MiB --no-resume --no-md5 --quiet 'a b.jsonl' c",
  ],
  [
    ["-a"],
    { ...raw, resume: "my notes" },
    "x upload --purpose fine-tune --resume 'my notes' -- -a",
  ],
  [["-", "a"], { ...raw, bytes: "5" }, "x upload --purpose fine-tune a"],
  [["-"], { ...raw, bytes: "5" }, undefined],
])("what goes on with %j", (files, options, want) => {
  expect(goOnCommand("x", files, options)).toBe(want);
});
