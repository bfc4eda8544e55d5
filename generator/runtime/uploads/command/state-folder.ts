import { homedir } from "node:os";
import { join } from "node:path";

/** Where what is known of a system's user comes from. */
export interface User {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/**
 * The folder in which a command keeps what it has to remember: `XDG_STATE_HOME`, which the XDG Base Directory
 * Specification has as `~/.local/state` unless it is an absolute path, Windows' `LOCALAPPDATA`, and macOS'
 * `~/Library/Application Support`.
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
