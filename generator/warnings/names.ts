import { isBuiltin } from "node:module";
import type { Api } from "../api-model.ts";
import { defaultManifest, packageFields } from "../emit/package.ts";

/**
 * A warning where the package's name, made from the document's title, is known to be somebody else's: an import of it
 * would lead elsewhere, and so would an install without a path. Whether a registry has it is not asked.
 *
 * @param file Names the document.
 */
export function nameWarnings(api: Api, file: string): string[] {
  const { name } = defaultManifest(api);
  const owner = ownerOf(name, api);
  return owner === undefined
    ? []
    : [
        `${file}: the package is called ${name}, after info.title, as ${owner}\n` +
          "  Give --package a folder with a package.json that holds a name of your own\n",
      ];
}

function ownerOf(name: string, { baseUrl }: Api): string | undefined {
  if (isBuiltin(name)) return "a module of Node is";
  const { dependencies, devDependencies } = packageFields;
  if (Object.hasOwn({ ...dependencies, ...devDependencies }, name)) return "one that it needs is";
  if (baseUrl === undefined) return undefined;
  const { hostname } = new URL(baseUrl);
  const labels = hostname.split(".").slice(0, -1);
  const words = name.split("-").filter((word) => !general.test(word));
  return labels.includes(words.join("-")) ? `one of ${hostname} itself would be` : undefined;
}

/** What the names of clients have besides that of their API. */
const general = /^(api|client|js|node|rest|sdk|v\d+)$/;
