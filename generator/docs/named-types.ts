import type { RootContent } from "mdast";
import type { Declared } from "./exports.ts";
import { codeBlock, heading } from "./nodes.ts";
import type { RuntimePage } from "./pages.ts";
import type { RuntimeContext } from "./runtime-text.ts";

/** The types that a page names and the package does not export, as they stand in the sources. */
export function typesSection({ exports }: RuntimePage, context: RuntimeContext): RootContent[] {
  const found = new Map<string, string>();
  for (const { declared } of exports) if (declared) addHidden(found, declared, context);
  const codes = [...found.values()].join("\n\n");
  return codes === "" ? [] : [heading(2, "Types named here"), codeBlock("ts", codes)];
}

function addHidden(found: Map<string, string>, declared: Declared, context: RuntimeContext): void {
  const { sources, urls } = context;
  for (const word of typesIn(declared.code).match(/\b[A-Z]\w*/g) ?? []) {
    const hidden =
      urls.has(word) || found.has(word) ? undefined : sources.find(declared.path, word);
    if (!hidden || !/^(?:export )?(?:type|interface) /m.test(hidden.code)) continue;
    found.set(word, hidden.code.replace(/^export /m, ""));
    addHidden(found, hidden, context);
  }
}

/** The code without comments, and without what only the class itself sees. */
function typesIn(code: string): string {
  const comments = /\/\*[^]*?\*\/|\/\/.*/g;
  const own = /^ {2}(?:(?:readonly |static |async )*#[^;]*;|constructor\([^]*?\);)/gm;
  return code.replace(comments, "").replace(own, "");
}
