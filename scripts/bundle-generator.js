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

await build({
  entryPoints: ["generator/cli.ts"],
  outfile: "generator/cli.cjs",
  bundle: true,
  platform: "node",
  format: "cjs",
  define: { "import.meta.dirname": "__dirname" },
  alias: { typescript: "./generator/compiler.ts" },
  external: ["ts-morph", "prettier", "@redocly/openapi-core", "swagger2openapi"],
  plugins: [unusedImports],
  logLevel: "warning",
});
