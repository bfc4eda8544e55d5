import { defineConfig } from "vitest/config";

/** What takes its time: `npm run test:full`. */
const full = [
  "test/{full-document,real-documents,convert-swagger,scenarios-compile}.test.ts",
  "test/emit/{hostile-texts,entry-points}.test.ts",
  "test/pull/client.test.ts",
  "test/{changes,corpus,crash,exit}/**/*.test.ts",
  "test/hostile/{bombs,compile,markdown-bombs,reads}.test.ts",
  "test/simulation/mutations.test.ts",
];
/** Every dangerous text in every place takes minutes: `npm run test:hostile`. */
const hostile = ["test/hostile/positions.test.ts"];
const runtime = ["test/{runtime,interop}/**/*.test.ts", "test/simulation/simulation.test.ts"];

export default defineConfig({
  test: {
    testTimeout: 30_000,
    maxWorkers: "100%",
    projects: [
      {
        extends: true,
        test: {
          name: "generator",
          include: ["test/**/*.test.ts"],
          exclude: [...full, ...hostile, ...runtime],
          // The compiler is loaded once per worker: loading it for every file is half of the time.
          isolate: false,
          typecheck: {
            enabled: true,
            include: ["test/types/*.test-d.ts"],
            tsconfig: "test/types/tsconfig.json",
          },
        },
      },
      { extends: true, test: { name: "full", isolate: false, include: full } },
      { extends: true, test: { name: "hostile", include: hostile } },
      { extends: true, test: { name: "runtime", include: runtime } },
    ],
  },
});
