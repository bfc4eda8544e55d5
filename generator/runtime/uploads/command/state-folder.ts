import { homedir } from "node:os";
import { join } from "node:path";

/** What the folder of a user depends on. */
export interface User {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/**
 * The folder in which a command keeps its state: below `LOCALAPPDATA` on Windows, `~/Library/Application Support` on macOS,
 * and elsewhere `XDG_STATE_HOME`, or `~/.local/state` unless that is an absolute path (XDG Base Directory Specification).
 */
export function stateFolder(name: string, user: User = thisUser()): string {
  return join(parentOf(user), name);
}

function parentOf({ platform, env, home }: User): string {
  if (platform === "win32") return env["LOCALAPPDATA"] || join(home, "AppData", "Local");
  if (platform === "darwin") return join(home, "Library", "Application Support");
  const given = env["XDG_STATE_HOME"] ?? "";
  return given.startsWith("/") ? given : join(home, ".local", "state");
}

function thisUser(): User {
  return { platform: process.platform, env: process.env, home: homedir() };
}
