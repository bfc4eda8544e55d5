// Hand-written. Copied from generator/runtime/platform.ts; edit it there.
/** Throws a TypeError that names the globals of the web platform that this environment lacks. */
export function needGlobals(...names: readonly string[]): void {
  const found = globalThis as unknown as Readonly<Record<string, unknown>>;
  const missing = names.filter((name) => found[name] === undefined);
  if (missing.length === 0) return;
  const remedy = "add the runtime's own to its globals (in Jest, jest-fixed-jsdom does)";
  throw new TypeError(`this environment lacks ${missing.join(", ")}; ${remedy}`);
}

/** The class of streams that Request and Response accept. The global one may be a polyfill, or missing. */
export function streamClass(): StreamClass | undefined {
  return new Response(" ").body?.constructor as StreamClass | undefined;
}

/** `from` exists in Node and Bun only. */
type StreamClass = typeof ReadableStream & {
  from?(bytes: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array>;
};
