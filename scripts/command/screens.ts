/** What the command looks like, whatever happens to it. */
import { randomBytes } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { environment, start, until } from "../../test/runtime/uploads/command/support/run.ts";
import {
  serve,
  type Served,
  type ServeOptions,
} from "../../test/runtime/uploads/command/support/server.ts";
import {
  openTerminal,
  type Terminal,
} from "../../test/runtime/uploads/command/support/terminal.ts";

const MiB = 2 ** 20;
const small = "resume.md";
const large = "training.jsonl";
const wide = "資料集二〇二六年の訓練用データ.jsonl";

/** A folder with the package, in which the command is called by `npx`. */
export interface Place {
  readonly project: string;
  readonly columns: number;
}

interface Screen {
  readonly title: string;
  readonly lines: readonly string[];
}

const busy = {
  kind: "status",
  status: 429,
  retryAfter: { form: "seconds", milliseconds: 12_000 },
} as const;

/** Every screen at one width, in the order of their making. */
export async function screensOf(place: Place): Promise<Screen[]> {
  await makeFiles(place.project);
  return [
    await running(place),
    ...(await killed(place)),
    ...(await interrupted(place)),
    await finished(place, "A wrong key", {}, [large], { OPENAI_API_KEY: "sk-mistyped-0123456789" }),
    await finished(place, "No network", {}, [large], { OPENAI_BASE_URL: "http://127.0.0.1:9/v1" }),
    await tooMany(place),
    await finished(place, "Five files, of which one fails", {}, [
      large,
      small,
      "empty.txt",
      "notes.txt",
      wide,
    ]),
    await piped(place),
  ];
}

async function makeFiles(folder: string): Promise<void> {
  await forget(folder);
  const sizes = {
    [large]: 24 * MiB,
    [small]: 12_345,
    "empty.txt": 0,
    "notes.txt": 4321,
    [wide]: 6 * MiB,
  };
  for (const [name, size] of Object.entries(sizes))
    await writeFile(join(folder, name), randomBytes(size));
}

/** Leaves no checkpoint of an earlier screen. */
async function forget(folder: string): Promise<void> {
  await rm(join(folder, "state"), { recursive: true, force: true });
  await mkdir(join(folder, "state"));
}

const partsAt = (served: Served) => served.uploads().flatMap(({ parts }) => parts).length;
const argvOf = (files: readonly string[]) =>
  ["upload", "--purpose", "fine-tune", "--part-size", "2MiB", ...files] as const;

async function withServer<T>(
  options: ServeOptions,
  act: (served: Served) => Promise<T>,
): Promise<T> {
  const served = await serve(options);
  try {
    return await act(served);
  } finally {
    served.close();
  }
}

function open(
  { project, columns }: Place,
  served: Served,
  files: readonly string[],
  more = {},
): Terminal {
  const env = environment(served, join(project, "state"), { HOME: project, ...more });
  const argv = ["npx", "openai-uploads", ...argvOf(files)];
  return openTerminal(argv, { columns, rows: 40, env, cwd: project });
}

const prompt = (files: readonly string[]) => `$ npx openai-uploads ${argvOf(files).join(" ")}`;

function running(place: Place): Promise<Screen> {
  const files = [large, wide];
  return withServer({ bytesPerSecond: 1.2 * MiB }, async (served) => {
    const terminal = open(place, served, files);
    await until(
      () => partsAt(served) >= 5,
      () => terminal.lines().join("\n"),
      60_000,
    );
    await new Promise((done) => setTimeout(done, 300));
    const lines = [prompt(files), ...terminal.lines()];
    await terminal.ended;
    return { title: "Running", lines };
  });
}

function killed(place: Place): Promise<Screen[]> {
  return withServer({ bytesPerSecond: 1.2 * MiB }, async (served) => {
    const first = open(place, served, [large]);
    await until(
      () => partsAt(served) >= 4,
      () => first.lines().join("\n"),
      60_000,
    );
    first.kill("SIGKILL");
    await first.ended;
    const again = open(place, served, [large]);
    await until(
      () => partsAt(served) >= 8,
      () => again.lines().join("\n"),
      60_000,
    );
    const lines = [prompt([large]), ...again.lines()];
    await again.ended;
    return [
      { title: "Killed with SIGKILL, and called again", lines },
      { title: "The same, at its end", lines: [prompt([large]), ...again.lines()] },
    ];
  });
}

function interrupted(place: Place): Promise<Screen[]> {
  return withServer({ bytesPerSecond: 1.2 * MiB }, async (served) => {
    const files = [small, large, wide];
    const terminal = open(place, served, files);
    await until(
      () => partsAt(served) >= 6,
      () => terminal.lines().join("\n"),
      60_000,
    );
    terminal.type("\u0003");
    const code = await terminal.ended;
    const lines = [prompt(files), ...terminal.lines(), `(exit code ${String(code)})`];
    const printed = /To continue:\r\n {2}(.*)\r/.exec(terminal.written())?.[1] ?? "";
    const env = environment(served, join(place.project, "state"), { HOME: place.project });
    const argv = ["sh", "-c", printed];
    const again = openTerminal(argv, { columns: place.columns, rows: 40, env, cwd: place.project });
    await again.ended;
    return [
      { title: "Ctrl-C", lines },
      { title: "The command that it printed, run", lines: [`$ ${printed}`, ...again.lines()] },
    ];
  });
}

function tooMany(place: Place): Promise<Screen> {
  const faults = ({ index }: { index: number }) => (index >= 5 && index <= 8 ? busy : undefined);
  return withServer({ faults }, async (served) => {
    const terminal = open(place, served, [large]);
    await terminal.until(/429/);
    await new Promise((done) => setTimeout(done, 1500));
    const lines = [prompt([large]), ...terminal.lines()];
    terminal.type("\u0003");
    await terminal.ended;
    // The screens to come start their own Uploads.
    await forget(place.project);
    return { title: "429s, with Retry-After: 12", lines };
  });
}

function finished(
  place: Place,
  title: string,
  options: ServeOptions,
  files: readonly string[],
  more = {},
): Promise<Screen> {
  return withServer(options, async (served) => {
    const terminal = open(place, served, files, more);
    const code = await terminal.ended;
    return { title, lines: [prompt(files), ...terminal.lines(), `(exit code ${String(code)})`] };
  });
}

function piped({ project }: Place): Promise<Screen> {
  return withServer({ bytesPerSecond: 1.2 * MiB }, async (served) => {
    const env = environment(served, join(project, "state"));
    const command = join(project, "node_modules/openai-uploads/dist/command.cjs");
    const { stdout, stderr } = await start(command, argvOf([large]), { env, cwd: project }).ended;
    const lines = [
      `${prompt([large])} >ids 2>log`,
      "$ cat log",
      ...stderr.trim().split("\n"),
      "$ cat ids",
      ...stdout.trim().split("\n"),
    ];
    return { title: "A pipe", lines };
  });
}
