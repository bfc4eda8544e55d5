/** Throws a TypeError that names what of the web's platform this environment lacks. */
export function needGlobals(...names: readonly string[]): void {
  const found = globalThis as unknown as Readonly<Record<string, unknown>>;
  const missing = names.filter((name) => found[name] === undefined);
  if (missing.length === 0) return;
  const remedy = "add the runtime's own to its globals (jest-fixed-jsdom does so for Jest)";
  throw new TypeError(`this environment lacks ${missing.join(", ")}; ${remedy}`);
}

/** The streams that Request and Response know. The global class may be a polyfill's, or be missing. */
export function streamClass(): StreamClass | undefined {
  return new Response(" ").body?.constructor as StreamClass | undefined;
}

/** `from` is what Node and Bun have on top of the web's platform. */
type StreamClass = typeof ReadableStream & {
  from?(bytes: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array>;
};
