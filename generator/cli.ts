import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import type { Outcome } from "./commands/outcome.ts";
import { keepCompiled } from "./compile-cache.ts";

// Node 20 compiles code so early that what it saves here is a fraction of what it takes. Later ones have no such flag.
if (process.versions.node.startsWith("20.")) setFlagsFromString("--interrupt-budget=1000000");

keepCompiled(join(import.meta.dirname, "compiled"));

type Command = (argv: readonly string[]) => Promise<Outcome>;

/** Each loads what it needs when it runs. */
const commands: Readonly<Record<string, () => Promise<{ readonly run: Command }>>> = {
  generate: () => import("./commands/generate.ts"),
  changes: () => import("./commands/changes.ts"),
  pull: () => import("./commands/pull.ts"),
  corpus: async () => {
    const corpus = await import("./commands/corpus.ts");
    return { run: (argv) => corpus.run(argv, (line) => process.stderr.write(line)) };
  },
};

async function run([name = "", ...argv]: readonly string[]): Promise<Outcome> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load) return (await load()).run(argv);
  const known = Object.keys(commands).join(", ");
  return { code: 2, stdout: "", stderr: `Usage: cli COMMAND [options], with one of: ${known}\n` };
}

void run(process.argv.slice(2)).then(({ code, stdout, stderr }) => {
  process.stderr.write(stderr);
  process.stdout.write(stdout);
  process.exitCode = code;
});
