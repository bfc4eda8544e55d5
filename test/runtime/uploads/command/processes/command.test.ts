import { spawn } from "node:child_process";
import { readFile, symlink } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { key } from "../support/server.ts";
import { MiB, server, useCommand, workplace } from "../support/workplace.ts";

const command = useCommand();
const upload = ["upload", "--purpose", "fine-tune"];

test("help and the version go to standard output, and end with 0", async () => {
  const place = await workplace(command.path(), undefined, {});
  const { version } = JSON.parse(await readFile("generated/package.json", "utf8")) as {
    version: string;
  };
  expect(await place.run(["--version"])).toMatchObject({ code: 0, stdout: `${version}\n` });
  const help = await place.run(["upload", "--help"]);
  expect(help).toMatchObject({ code: 0, stderr: "" });
  for (const variable of ["OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_ORG_ID", "HTTPS_PROXY"])
    expect(help.stdout).toContain(variable);
});

test("five files, of which one fails: the others are uploaded, and each is named at the end", async () => {
  const served = await server();
  const place = await workplace(command.path(), served, { a: 5, b: 6, c: 0, d: 7, e: 3 * MiB });
  const { code, stdout, stderr } = await place.run([
    ...upload,
    "--part-size",
    "1MiB",
    "a",
    "b",
    "c",
    "d",
    "e",
  ]);
  expect(code).toBe(1);
  const ids = stdout.trim().split("\n");
  expect(ids).toHaveLength(4);
  const end = stderr.slice(stderr.indexOf("4 of 5 files"));
  expect(end.split("\n")).toEqual([
    "4 of 5 files uploaded, 1 failed",
    `  a: ${ids[0] ?? ""}`,
    `  b: ${ids[1] ?? ""}`,
    "  c: failed: the file is empty; it must have at least 1 byte",
    `  d: ${ids[2] ?? ""}`,
    `  e: ${ids[3] ?? ""}`,
    "",
  ]);
  for (const [at, name] of ["a", "b", "d", "e"].entries()) {
    const file = served.file(ids[at] ?? "");
    const got = Buffer.from((await file?.arrayBuffer()) ?? new ArrayBuffer());
    expect([file?.name, got.equals(await readFile(join(place.folder, name)))]).toEqual([
      name,
      true,
    ]);
  }
});

test("small files are sent at the same time, and ids come in the order of the files", async () => {
  const served = await server({
    faults: ({ index }) => (index === 0 ? { kind: "slow", milliseconds: 400 } : undefined),
  });
  const place = await workplace(command.path(), served, { a: 1, b: 1, c: 1 });
  const { stdout } = await place.run([...upload, "--quiet", "a", "b", "c"]);
  const names = stdout
    .trim()
    .split("\n")
    .map((id) => served.file(id)?.name);
  expect(names).toEqual(["a", "b", "c"]);
  expect(served.requests()[1]?.path).toBe("/v1/uploads");
});

test.each([
  [["missing"], "there is no such file"],
  [["."], "a folder, not a file; pass the files in it"],
  [["loop"], "its links lead back to themselves"],
  [["/dev/null"], "not a regular file; pipe it in, and pass - with --bytes"],
  [["a/b"], "there is no such file"],
])("%j can't be uploaded, and no command is named that resumes it", async (files, want) => {
  const place = await workplace(command.path(), await server(), { a: 5 });
  await symlink("loop", join(place.folder, "loop"));
  const { code, stderr } = await place.run([...upload, ...files]);
  expect({ code, stderr }).toEqual({ code: 1, stderr: `${files[0] ?? ""}: failed: ${want}\n` });
});

test("a wrong key: what the server says of it, where it is set, and not the key", async () => {
  const place = await workplace(command.path(), await server(), { "a.jsonl": 5 });
  const wrong = "sk-wrong-0123456789";
  const { code, stdout, stderr } = await place
    .with({ OPENAI_API_KEY: wrong })
    .run([...upload, "a.jsonl"]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(
    /^a\.jsonl: failed: creating the Upload: POST http.*: 401 .*; check OPENAI_API_KEY\n/,
  );
  expect(stderr).not.toMatch(/sk-wrong|\n +at /);
  expect(stderr).toContain("To try again:\n");
});

test("nobody listens: the network and the base URL are named, in the command's words", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await new Promise((done) => taken.once("listening", done));
  const { port } = taken.address() as AddressInfo;
  await new Promise((done) => taken.close(done));
  const place = await workplace(
    command.path(),
    { baseUrl: `http://127.0.0.1:${port}/v1` },
    { a: 5 },
  );
  const { code, stderr } = await place.run([...upload, "a"]);
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /^a: ECONNREFUSED: trying again\na: failed: .*connect ECONNREFUSED 127.*check the network and --base-url/,
  );
});

test("what a server says can't move a terminal's cursor, nor can a file's name", async () => {
  const name = "a\u001b[2Jb";
  const place = await workplace(command.path(), undefined, { [name]: 5 });
  const { stdout, stderr } = await place.run([
    ...upload,
    "--base-url",
    "http://127.0.0.1:1/v1",
    name,
  ]);
  expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  expect(stderr).toContain("a\ufffd[2Jb: failed");
});

test("options reach the API", async () => {
  const served = await server();
  const place = await workplace(command.path(), served, { "a.jsonl": 3000 });
  const options = ["--filename", "x/y.bin", "--mime-type", "text/x", "--expires-after", "30d"];
  const rest = ["--part-size", "1000", "--no-md5", "--no-resume", "a.jsonl"];
  const { stdout } = await place.run([...upload, ...options, ...rest]);
  const [sent] = served.uploads();
  expect(sent).toMatchObject({ filename: "x/y.bin", purpose: "fine-tune", status: "completed" });
  expect(sent?.parts).toHaveLength(3);
  expect(served.file(stdout.trim())?.size).toBe(3000);
});

test("an Upload is cancelled by its id, and another one is not there", async () => {
  const served = await server();
  const place = await workplace(command.path(), served, {});
  const created = await fetch(`${served.baseUrl}/uploads`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ filename: "a", purpose: "batch", bytes: 1, mime_type: "text/plain" }),
  });
  const { id } = (await created.json()) as { id: string };
  expect(await place.run(["cancel", id])).toMatchObject({ code: 0, stdout: `${id}: cancelled\n` });
  expect(served.uploads()[0]?.status).toBe("cancelled");
  const other = await place.run(["cancel", "upload_none"]);
  expect(other).toMatchObject({ code: 1, stdout: "" });
  expect(other.stderr).toMatch(/^upload_none: POST http.*: 404 /);
});

test("--dry-run says what would be sent, and sends nothing, without a key", async () => {
  const served = await server();
  const place = (await workplace(command.path(), served, { "a.jsonl": 5, "b.bin": 3 * MiB })).with({
    OPENAI_API_KEY: undefined,
  });
  const { code, stdout, stderr } = await place.run([
    ...upload,
    "--part-size",
    "2MiB",
    "--expires-after",
    "720h",
    "--dry-run",
    "a.jsonl",
    "b.bin",
    "c",
  ]);
  expect(stdout.split("\n")).toEqual([
    `a.jsonl: 5 B as a.jsonl (text/jsonl) for fine-tune in 1 part, with md5, deleted after 30d, to ${served.baseUrl}`,
    `b.bin: 3.15 MB as b.bin (application/octet-stream) for fine-tune in 2 parts of 2.1 MB, with md5, deleted after 30d, to ${served.baseUrl}`,
    "",
  ]);
  expect([code, stderr, served.requests()]).toEqual([1, "c: there is no such file\n", []]);
});

test("--json is one object a line, the last of which sums up", async () => {
  const served = await server();
  const place = await workplace(command.path(), served, { a: 2 * MiB, b: 0 });
  const { stdout, stderr } = await place.run([
    ...upload,
    "--json",
    "--part-size",
    "1MiB",
    "a",
    "b",
  ]);
  const objects = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(stderr).toBe("");
  expect(objects.filter(({ event }) => event === "progress").at(-1)).toMatchObject({
    file: "a",
    bytesSent: 2 * MiB,
    bytesTotal: 2 * MiB,
    partsDone: 2,
  });
  const id = objects.find(({ event }) => event === "uploaded")?.["id"];
  expect(served.file(String(id))?.name).toBe("a");
  expect(objects.find(({ event }) => event === "failed")).toMatchObject({
    file: "b",
    failure: "empty",
  });
  expect(objects.at(-1)).toEqual({ event: "end", uploaded: 1, of: 2, exitCode: 1 });
});

test("a reader that leaves ends the run, without a stack trace", async () => {
  const served = await server({ bytesPerSecond: MiB });
  const place = await workplace(command.path(), served, { a: 4 * MiB });
  const line = '"$0" "$@" | head -n 1; exit "${PIPESTATUS[0]}"';
  const argv = [command.path(), ...upload, "--json", "--part-size", "256KiB", "a"];
  const { folder: cwd, env } = place;
  const child = spawn("bash", ["--norc", "-c", line, process.execPath, ...argv], { cwd, env });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  onTestFinished(() => void child.kill());
  const code = await new Promise((done) => child.on("close", done));
  expect(code).toBe(1);
  expect(stderr).not.toMatch(/EPIPE|\n +at /);
});
