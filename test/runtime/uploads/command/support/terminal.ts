import { spawn } from "node:child_process";
import xterm from "@xterm/headless";
import { until } from "./run.ts";

/** A program in a terminal that somebody else has written. */
export interface Terminal {
  /** The lines that are on the screen or have left it, as they look, without empty ones at the end. */
  lines(): string[];
  /** Everything that was ever written, as it came. */
  written(): string;
  type(keys: string): void;
  until(text: string | RegExp): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<number | null>;
}

/** Runs a program in a pseudo-terminal, made by util-linux' `script`, of so many columns. */
export function openTerminal(
  argv: readonly string[],
  {
    columns,
    rows = 24,
    env,
    cwd,
  }: { columns: number; rows?: number; env: NodeJS.ProcessEnv; cwd: string },
): Terminal {
  const words = argv.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
  const line = `stty cols ${columns} rows ${rows}; exec ${words}`;
  const child = spawn("script", ["-qefc", line, "/dev/null"], {
    env: { ...env, TERM: "xterm-256color", SHELL: "/bin/sh" },
    cwd,
    detached: true,
  });
  const screen = new xterm.Terminal({
    cols: columns,
    rows,
    scrollback: 1000,
    allowProposedApi: true,
  });
  let written = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    written += text;
    screen.write(text);
  });
  const lines = () => {
    const { active } = screen.buffer;
    const all = Array.from({ length: active.length }, (_, at) =>
      (active.getLine(at)?.translateToString(true) ?? "").trimEnd(),
    );
    return all.slice(0, all.findLastIndex((it) => it !== "") + 1);
  };
  const ended = new Promise<number | null>((resolve) => {
    child.on("close", (code) => screen.write("", () => resolve(code)));
  });
  return {
    lines,
    written: () => written,
    type: (keys) => child.stdin.write(keys),
    until: (text) =>
      until(
        () =>
          typeof text === "string"
            ? lines().join("\n").includes(text)
            : text.test(lines().join("\n")),
        () => `${String(text)} in\n${lines().join("\n")}`,
      ),
    kill: (signal) => process.kill(-(child.pid ?? 0), signal),
    ended,
  };
}
