// Hand-written. Copied from generator/runtime/platform.ts; edit it there.
/** Throws a TypeError that names what of the web's platform this environment lacks. */
export function needGlobals(...names: readonly string[]): void {
  const found = globalThis as unknown as Readonly<Record<string, unknown>>;
  const missing = names.filter((name) => found[name] === undefined);
  if (missing.length === 0) return;
  const remedy = "add the runtime's own to its globals (in Jest, jest-fixed-jsdom does)";
  throw new TypeError(`${missing.join(", ")}: missing in this environment; ${remedy}`);
}
