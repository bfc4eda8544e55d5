// Hand-written. Copied from generator/runtime/json-text.ts; edit it there.
/** Levels of the deepest JSON accepted. Anything deeper was made to exhaust the code that walks through it. */
export const maxLevels = 1000;

/** What is still open at the end of a text that begins like JSON. */
interface Nesting {
  /** Its deepest nesting. */
  readonly levels: number;
  /** The brackets that would complete it. */
  readonly closing: string;
  /** Whether it ends inside a string. */
  readonly isQuoted: boolean;
}

export function nesting(text: string): Nesting {
  let levels = 0;
  let isQuoted = false;
  const open: string[] = [];
  if (/^\s*["[{]/.test(text))
    for (let at = 0; at < text.length && levels <= maxLevels; at++) {
      const character = text[at];
      if (character === '"') isQuoted = !isQuoted;
      else if (isQuoted) at += Number(character === "\\");
      else if (character === "{" || character === "[")
        levels = Math.max(levels, open.push(character === "{" ? "}" : "]"));
      else if (character === "}" || character === "]") open.pop();
    }
  return { levels, closing: open.reverse().join(""), isQuoted };
}

/** Whether a text is JSON that ends in the middle, so that some continuation would complete it. Long texts are assumed to be. */
export function isCutOff(text: string): boolean {
  const { levels, closing, isQuoted } = nesting(text);
  if (levels > maxLevels || !(isQuoted || closing)) return false;
  if (text.length > 2 ** 20) return true;
  const ends = isQuoted ? '",\\",0",00",000",0000"' : ',0,"":0,rue,ue,e,alse,lse,se,ull,ll,l';
  return ends
    .split(",")
    .some((end) =>
      ["", ":0"].some((value) => parseJson(text + end + value + closing) !== undefined),
    );
}

/** Parses JSON; undefined if it is invalid or nests too deep. Checking first costs far less than parsing. */
export function parseJson(text: string): unknown {
  if (text.length > maxLevels && nesting(text).levels > maxLevels) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
