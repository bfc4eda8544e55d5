/** The files that a guide shows, as programs: what a reader copies is what is run. */
import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { transform } from "esbuild";

export interface GuideFiles extends AsyncDisposable {
  readonly folder: string;
  /** By the name of its JavaScript. It is loaded once. */
  load<T>(name: string): Promise<T>;
}

/** The code blocks of a guide whose first line says which file they are, by its path. */
export function filesOf(guide: string): ReadonlyMap<string, string> {
  const page = readFileSync(`spec/package/guides/${guide}.md`, "utf8");
  const blocks = page.matchAll(/^```ts\n\/\/ (\S+)\n(.*?)^```/gms);
  return new Map([...blocks].map(([, path = "", text = ""]) => [path, text]));
}

/** Writes them as JavaScript to a folder that finds the packages installed here. */
export async function unpackGuide(guide: string): Promise<GuideFiles> {
  const folder = await mkdtemp(resolve("node_modules", `.${guide}-`));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  for (const [path, text] of filesOf(guide)) {
    const { code } = await transform(text, { loader: "ts", target: "es2022" });
    const file = join(folder, path.replace(/\.ts$/, ".js"));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, code);
  }
  return {
    folder,
    load: <T>(name: string) =>
      import(/* @vite-ignore */ pathToFileURL(join(folder, name)).href) as Promise<T>,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}
