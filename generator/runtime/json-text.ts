/** How deep JSON may nest. What goes deeper was made to exhaust whoever walks through it. */
export const mostLevels = 1000;

/** How deep a text nests that begins as JSON does, and whether something is still open at its end. */
export function nesting(text: string): { readonly levels: number; readonly isOpen: boolean } {
  let levels = 0;
  let open = 0;
  let isQuoted = false;
  if (!/^\s*["[{]/.test(text)) return { levels, isOpen: false };
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) at += Number(character === "\\");
    else if (character === "{" || character === "[") levels = Math.max(levels, ++open);
    else if (character === "}" || character === "]") open--;
  }
  return { levels, isOpen: isQuoted || open > 0 };
}

/** The value of a JSON text; undefined where it is none, or nests too deep. Parsing costs far more than looking first. */
export function parseJson(text: string): unknown {
  if (text.length > mostLevels && nesting(text).levels > mostLevels) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
