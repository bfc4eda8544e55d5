import { describe, expect, test } from "vitest";
import { useCommand, workplace } from "../support/workplace.ts";

const command = useCommand();
const upload = ["upload", "--purpose", "fine-tune"];

describe("calls that are wrong end with 2, and say what to do", () => {
  test.each([
    [[], /Usage: openai-uploads/],
    [[...upload], /missing required argument 'file'/],
    [["upload", "a.jsonl"], /required option '-p, --purpose <purpose>' not specified/],
    [["uplaod"], /unknown command 'uplaod'\n\(Did you mean upload\?\)/],
    [["a.jsonl"], /unknown command 'a\.jsonl'\n\(Did you mean openai-uploads upload a\.jsonl\?\)/],
    [
      ["-p", "batch", "a.jsonl"],
      /unknown option '-p'\n\(Did you mean openai-uploads upload -p\?\)/,
    ],
    [
      [...upload, "--api-key", "hunter22", "a.jsonl"],
      /unknown option '--api-key'\n\(The key comes from OPENAI_API_KEY\.\)/,
    ],
    [
      ["--api-key=hunter22", "upload"],
      /unknown option '--api-key'\n\(The key comes from OPENAI_API_KEY\.\)/,
    ],
    [[...upload, "--token=hunter22", "a"], /'--token'\n\(The key comes from OPENAI_API_KEY\.\)/],
    [
      [...upload, "--part-sise", "1", "a.jsonl"],
      /unknown option '--part-sise'\n\(Did you mean --part-size\?\)/,
    ],
    [[...upload, "--part-size", "32M", "a.jsonl"], /^openai-uploads: --part-size must be bytes/],
    [[...upload, "--json", "--quiet", "a.jsonl"], /--json' cannot be used with option '--quiet'/],
    [
      [...upload, "--base-url", "ftp://x", "a.jsonl"],
      /--base-url must be an http\(s\) URL, got "ftp:\/\/x"/,
    ],
    [[...upload, "--base-url", "https://u:hunter22@x/v1", "a.jsonl"], /must have no user part/],
    [["cancel"], /missing required argument 'id'/],
  ])("%j", async (args, want) => {
    const place = await workplace(command.path(), undefined, { "a.jsonl": 5 });
    const { code, stdout, stderr } = await place.run(args);
    expect(stderr).toMatch(want);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).not.toContain("hunter22");
  });

  test("no key", async () => {
    const place = await workplace(command.path(), undefined, { "a.jsonl": 5 });
    const ended = await place.with({ OPENAI_API_KEY: undefined }).run([...upload, "a.jsonl"]);
    const stderr = "openai-uploads: OPENAI_API_KEY is not set; set it to your key\n";
    expect(ended).toEqual({ code: 2, signal: null, stdout: "", stderr });
  });
});
