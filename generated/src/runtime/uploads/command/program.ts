// Hand-written. Copied from generator/runtime/uploads/command/program.ts; edit it there.
import { Command, CommanderError, Option } from "commander";
import type { CommandFacts } from "./facts.ts";

/** The options of `upload`, as they were typed. */
export interface RawOptions {
  readonly purpose: string;
  readonly filename?: string;
  readonly mimeType?: string;
  readonly expiresAfter?: string;
  readonly partSize?: string;
  readonly concurrency?: string;
  readonly resume?: string | false;
  readonly md5: boolean;
  readonly bytes?: string;
  readonly urlsFrom?: string;
  readonly baseUrl?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** What the commands do. Each resolves with the exit code. */
export interface Actions {
  upload(files: string[], options: RawOptions): Promise<number>;
  cancel(id: string, options: { readonly baseUrl?: string }): Promise<number>;
}

/** Reads a command line and runs it. Resolves with the exit code: 2 for one that can't be understood. */
export async function runProgram(
  facts: CommandFacts,
  version: string,
  args: readonly string[],
  actions: Actions,
): Promise<number> {
  let code = 0;
  const program = new Command(facts.name)
    .description("Uploads files of up to 8 GiB in parts, and resumes what was interrupted.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this, or the help of a command")
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => {
        write(hinted(text, facts, /^(upload|cancel)$/.test(args[0] ?? "")));
      },
    });
  addUpload(program, facts, async (files, options) => {
    code = await actions.upload(files, options);
  });
  addCancel(program, facts, async (id, options) => {
    code = await actions.cancel(id, options);
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

/** Commander's message about a mistake, with what was probably meant, and without a key that was given as an option. */
function hinted(text: string, { name, variables }: CommandFacts, isKnown: boolean): string {
  const said = text.replace(/'(--?[\w-]+)=.*'/s, "'$1'");
  const [, kind, word = ""] = /unknown (option|command) '(.*)'/s.exec(said) ?? [];
  const hint = (remedy: string) => `${said.split("\n", 1).join("")}\n(${remedy})\n`;
  if (kind === "option" && /key|token|secret/i.test(word))
    return hint(`The key comes from ${variables.apiKey}.`);
  if (kind === undefined || isKnown || said.includes("(Did you mean")) return said;
  return hint(`Did you mean ${name} upload ${word}?`);
}

function addUpload(
  program: Command,
  facts: CommandFacts,
  act: (files: string[], options: RawOptions) => Promise<void>,
): void {
  program
    .command("upload")
    .description("upload files; to resume after an interruption, run the same command again")
    .argument("[file...]", "paths or URLs of files; - reads standard input, with --bytes")
    .requiredOption("-p, --purpose <purpose>", "what the Files are for, such as fine-tune or batch")
    .option("--filename <name>", "the name that the API stores (default: the file's own)")
    .option("--mime-type <type>", "the media type (default: by the filename)")
    .option("--expires-after <time>", "when the API deletes the Files: 12h, 30d")
    .option("--part-size <size>", "bytes per part: 32MiB (default: 64MiB, the most)")
    .option("--concurrency <number>", "parts sent at the same time (default: 4)")
    .option("--resume <dir>", "where to note what was sent (default: the user's state folder)")
    .option("--no-resume", "note nothing: an upload that fails is cancelled")
    .option("--no-md5", "don't have the server compare the md5")
    .option("--bytes <number>", "how many bytes standard input has")
    .option(
      "--urls-from <place>",
      "where more URLs are, one a line: a variable, or - for standard input",
    )
    .option("--base-url <url>", baseUrlText(facts))
    .option("--dry-run", "print what would be sent, and send nothing")
    .addOption(new Option("--json", "print one JSON object a line").conflicts("quiet"))
    .option("--quiet", "print nothing but the ids of the Files, and errors")
    .addHelpText("after", () => endOfHelp(facts))
    .action(async (files: string[], options: RawOptions, command: Command) => {
      if (files.length === 0 && options.urlsFrom === undefined)
        command.error("error: missing required argument 'file'");
      await act(files, options);
    });
}

function addCancel(
  program: Command,
  facts: CommandFacts,
  act: (id: string, options: { baseUrl?: string }) => Promise<void>,
): void {
  program
    .command("cancel")
    .description("cancel an Upload, and so drop what was sent of it")
    .argument("<id>", "id of the Upload, such as upload_abc123")
    .option("--base-url <url>", baseUrlText(facts))
    .action(act);
}

function baseUrlText({ variables }: CommandFacts): string {
  const known = ["the API's own"];
  if (variables["baseUrl"] !== undefined) known.unshift(variables["baseUrl"]);
  return `where requests go (default: ${known.join(", else ")})`;
}

function endOfHelp({ variables }: CommandFacts): string {
  const { apiKey, baseUrl, ...others } = variables;
  const more = Object.values(others);
  return `
Ids of Files go to standard output, one a line; all else goes to standard error.
Ctrl-C stops and prints the command that resumes; press it again to quit at once.

Environment: ${apiKey} (required)${[baseUrl, ...more].map((it) => (it ? `, ${it}` : "")).join("")},
HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY

Exit codes: 0 all uploaded; 1 something failed; 2 nothing was tried, since the call is wrong; 130 Ctrl-C
`;
}
