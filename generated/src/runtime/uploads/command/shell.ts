// Hand-written. Copied from generator/runtime/uploads/command/shell.ts; edit it there.
/** Characters that a terminal acts on or an editor hides. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A word quoted for a POSIX shell (with bash's and zsh's form for control characters), or for that of Windows. */
export function quoted(word: string, platform = process.platform): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  if (platform === "win32") return `"${word.replaceAll('"', '""').replace(hidden, "?")}"`;
  if (!hidden.test(word)) return `'${word.replaceAll("'", "'\\''")}'`;
  const escaped = word
    .replace(/[\\']/g, "\\$&")
    .replace(hidden, (it) =>
      [...Buffer.from(it)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join(""),
    );
  return `$'${escaped}'`;
}
