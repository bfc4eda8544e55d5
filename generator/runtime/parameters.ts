/** The properties of these names, as far as they are there: the share of a call's parameters that one place takes. */
export function pick(params: object | undefined, ...names: string[]): Record<string, unknown> {
  const entries = Object.entries(params ?? {});
  return Object.fromEntries(entries.filter(([name]) => names.includes(name)));
}

/**
 * The header that carries cookie parameters, list items joined by commas; none when all are left out. Browsers
 * send their own cookies and ignore it.
 */
export function cookies(params: object | undefined): { cookie?: string } {
  const pairs = Object.entries(params ?? {}).flatMap(([name, value]: [string, CookieValue]) =>
    value == null ? [] : [`${name}=${encodeURIComponent(String(value))}`],
  );
  return pairs.length > 0 ? { cookie: pairs.join("; ") } : {};
}

type CookieValue =
  string | number | boolean | readonly string[] | readonly number[] | null | undefined;
