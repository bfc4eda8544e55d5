import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { sizeOf } from "../../../../generated/src/runtime/uploads/command/look.ts";
import { failureOf, messageOf } from "../../../../generated/src/runtime/uploads/command/message.ts";
import { settingsOf } from "../../../../generated/src/runtime/uploads/command/settings.ts";
import { Slots } from "../../../../generated/src/runtime/uploads/command/slots.ts";
import { stateFolder } from "../../../../generated/src/runtime/uploads/command/state-folder.ts";
import { namedBy } from "../../../../generated/src/runtime/uploads/command/urls.ts";
import { UsageError } from "../../../../generated/src/runtime/uploads/command/usage-error.ts";
import { UploadError } from "../../../../generated/src/runtime/uploads/upload-error.ts";

describe("the state folder", () => {
  const home = "/home/me";
  test.each([
    ["linux", {}, "/home/me/.local/state/x"],
    ["linux", { XDG_STATE_HOME: "/state" }, "/state/x"],
    ["linux", { XDG_STATE_HOME: "relative" }, "/home/me/.local/state/x"],
    ["freebsd", { XDG_STATE_HOME: "" }, "/home/me/.local/state/x"],
    ["darwin", { XDG_STATE_HOME: "/state" }, "/home/me/Library/Application Support/x"],
    ["win32", { LOCALAPPDATA: "/local" }, "/local/x"],
    ["win32", {}, "/home/me/AppData/Local/x"],
  ] as const)("on %s with %j is %s", (platform, env, want) => {
    expect(stateFolder("x", { platform, env, home })).toBe(want);
  });
});

describe("what can't be is refused before anything is sent", () => {
  const raw = { purpose: "batch", md5: true };
  test.each([
    [["a", "b", "a"], raw, "a is named twice; name it once"],
    [["-"], raw, "- needs --bytes: the API has to be told the size of standard input first"],
    [
      ["a"],
      { ...raw, bytes: "5" },
      "--bytes is for standard input; pass - as the file, or leave --bytes out",
    ],
    [
      ["a", "b"],
      { ...raw, filename: "c" },
      "--filename is for one file, got 2; upload them one at a time",
    ],
    [["a"], { ...raw, partSize: "65MiB" }, "--part-size must be at most 64MiB, got 65MiB"],
    [["a"], { ...raw, concurrency: "0" }, "--concurrency must be a whole number above 0, got 0"],
  ])("%j with %j", (files, options, want) => {
    expect(() => settingsOf("x", files, options)).toThrow(want);
  });
});

test("a large file has all slots to itself, and small ones share them, in order", async () => {
  const slots = new Slots(4);
  const order: string[] = [];
  const take = async (name: string, count: number) => {
    const release = await slots.take(count);
    order.push(`+${name}`);
    return () => {
      order.push(`-${name}`);
      release();
    };
  };
  const large = await take("large", 4);
  const others = [take("a", 1), take("b", 1), take("huge", 4), take("c", 1)];
  large();
  const [a, b] = await Promise.all(others.slice(0, 2));
  a?.();
  expect(order).toEqual(["+large", "-large", "+a", "+b", "-a"]);
  b?.();
  const huge = await others[2];
  huge?.();
  await others[3];
  expect(order.slice(5)).toEqual(["-b", "+huge", "-huge", "+c"]);
});

describe("what files are named by", () => {
  test("a file: URL is its path", async () => {
    const { href } = pathToFileURL("/a b/c.jsonl");
    const { names, urls } = await namedBy(["x", href, href.replace("file:", "FILE:")], undefined);
    expect(names).toEqual(["x", "/a b/c.jsonl", "/a b/c.jsonl"]);
    expect(urls.size).toBe(0);
  });

  test.each(["file://host/a", "file:///a%2Fb"])("%s is none of this machine", async (url) => {
    const error = await namedBy([url], undefined).catch((it: unknown) => it);
    expect(error).toBeInstanceOf(UsageError);
    expect((error as Error).message).toContain(url);
  });

  test.each(["s3://bucket/a.jsonl", "gs://bucket/a", "az://container/a"])(
    "of other schemes, as of %s, it says what to pass",
    async (name) => {
      await expect(sizeOf(name)).rejects.toThrow(
        "there is no such file; of an object in a store, pass a presigned URL with --urls-from",
      );
    },
  );

  test.each(["missing", "C:\\missing", "a:b", "missing/http://x"])("%s is a path", async (name) => {
    await expect(sizeOf(name)).rejects.toThrow(/^there is no such file$/);
  });
});

describe("messages", () => {
  test.each([
    [
      "it can't be completed; some servers need concurrency: 1",
      /some servers need --concurrency 1$/,
    ],
    ["the server accepts no md5; set md5: false", /use --no-md5$/],
    ["check the network and baseUrl", /check the network and --base-url$/],
    ["two\nlines \u001b[31mred", "two lines \ufffd[31mred"],
  ])("%j is in the command's words", (message, want) => {
    expect(messageOf(new Error(message))).toMatch(want);
  });

  test.each([
    [{ variables: { apiKey: "K", baseUrl: "U" } }, "404 not here; check --base-url and U"],
    [{ variables: { apiKey: "K" } }, "404 not here; check --base-url"],
  ])("of a creation that found nothing, with %j", (facts, message) => {
    const cause = Object.assign(new Error(), { status: 404 });
    const error = new UploadError("failed", "404 not here", { cause });
    expect(failureOf(error, facts)).toMatchObject({ message, status: 404 });
  });

  test("of a part that found nothing, the Upload is gone, and the address is right", () => {
    const cause = Object.assign(new Error(), { status: 404 });
    const error = new UploadError("failed", "404 not here", { cause, uploadId: "upload_1" });
    expect(failureOf(error, { variables: { apiKey: "K" } }).message).toBe("404 not here");
  });

  test("what is no Error has one too", () => {
    expect(failureOf("broken", { variables: { apiKey: "K" } })).toMatchObject({
      message: "broken",
    });
  });
});
