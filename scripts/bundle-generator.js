import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { build } from "esbuild";

/**
 * What openapi-typescript's front door alone needs: it isn't called, so the import goes too, and with it a quarter of
 * the start.
 */
const unusedImports = {
  name: "unused-imports",
  setup({ onResolve }) {
    onResolve({ filter: /^@redocly\/openapi-core$/ }, ({ path }) => ({
      path,
      external: true,
      sideEffects: false,
    }));
  },
};

const outfile = "generator/dist/cli.cjs";
const { outputFiles } = await build({
  entryPoints: ["generator/cli.ts"],
  outfile,
  write: false,
  bundle: true,
  platform: "node",
  format: "cjs",
  define: { "import.meta.dirname": "__dirname" },
  alias: { typescript: "./generator/emit/compiler.ts" },
  external: ["ts-morph", "prettier", "@redocly/openapi-core", "swagger2openapi"],
  plugins: [unusedImports],
  logLevel: "warning",
});

// In one step, since another process may be starting it.
const unfinished = `${outfile}.${process.pid}.cjs`;
mkdirSync(dirname(outfile), { recursive: true });
writeFileSync(unfinished, outputFiles[0].contents);
renameSync(unfinished, outfile);
