import { build } from "esbuild";

/**
 * Makes plain JavaScript of programs, one `.mjs` each in `outdir`, so that nothing but them takes time and memory.
 * `external` packages are left out: `outdir` has to lead to them.
 */
export async function bundle(
  entryPoints: readonly string[],
  outdir: string,
  external: readonly string[] = [],
): Promise<void> {
  await build({
    entryPoints: [...entryPoints],
    outdir,
    external: [...external],
    outExtension: { ".js": ".mjs" },
    bundle: true,
    // What a program imports dynamically stays out of memory until then.
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node20",
  });
}
