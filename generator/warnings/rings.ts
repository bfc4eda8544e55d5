import { pointer } from "../json.ts";
import { quoted } from "../text.ts";
import type { Cut } from "../emit/rings.ts";

/**
 * A warning of a schema that is composed of itself: of what it refers to, its type has only what does not lead back.
 *
 * @param file Names the document.
 */
export function ringWarning({ keys, member }: Cut, file: string): string {
  const name = quoted(member.slice(2).join("."));
  const what =
    pointerOf(keys) === pointerOf(member) ? "itself" : `${name}, which is composed of it`;
  return (
    `${file}${pointerOf(keys)}: is composed of ${what}: its type has of ${name} only what does not lead back\n` +
    "  Let the one list its properties, or refer to the other from a property or an array\n"
  );
}

/** Where in a document what stands under some keys of its types. */
function pointerOf([root = "", kind = "", name = "", ...properties]: readonly string[]): string {
  return pointer(root, kind, name, ...properties.flatMap((key) => ["properties", key]));
}
