const shown = 3;

/** The first few of a warning's methods, and how many more. */
export function listed(names: readonly string[]): string {
  const more = names.length - shown;
  const first = names.slice(0, shown).join(", ");
  return more > 0 ? `${first} and ${more} more` : first;
}
