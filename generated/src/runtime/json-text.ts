// Hand-written. Copied from generator/runtime/json-text.ts; edit it there.
/** How deep JSON may nest. What goes deeper was made to exhaust whoever walks through it. */
export const mostLevels = 1000;

/** What is open at the end of a text that begins as JSON does. */
interface Nesting {
  /** How deep it nests. */
  readonly levels: number;
  /** The brackets that would close it. */
  readonly closing: string;
  /** Whether it ends within a string. */
  readonly isQuoted: boolean;
}

export function nesting(text: string): Nesting {
  let levels = 0;
  let isQuoted = false;
  const open: string[] = [];
  if (/^\s*["[{]/.test(text))
    for (let at = 0; at < text.length && levels <= mostLevels; at++) {
      const character = text[at];
      if (character === '"') isQuoted = !isQuoted;
      else if (isQuoted) at += Number(character === "\\");
      else if (character === "{" || character === "[")
        levels = Math.max(levels, open.push(character === "{" ? "}" : "]"));
      else if (character === "}" || character === "]") open.pop();
    }
  return { levels, closing: open.reverse().join(""), isQuoted };
}

/** Whether a text is JSON that stops in the middle: with more after it, it would be whole. A long one is taken for it. */
export function isCutOff(text: string): boolean {
  const { levels, closing, isQuoted } = nesting(text);
  if (levels > mostLevels || !(isQuoted || closing)) return false;
  if (text.length > 2 ** 20) return true;
  const ends = isQuoted ? '",\\",0",00",000",0000"' : ',0,"":0,rue,ue,e,alse,lse,se,ull,ll,l';
  return ends
    .split(",")
    .some((end) =>
      ["", ":0"].some((value) => parseJson(text + end + value + closing) !== undefined),
    );
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
