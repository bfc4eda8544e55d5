import { defineConfig } from "vitest/config";

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
          exclude: [
            "test/runtime/**",
            "test/interop/**",
            "test/changes/**",
            "test/crash/**",
            "test/full-document.test.ts",
          ],
          // The compiler is loaded once per worker: loading it for every file is half of the time.
          isolate: false,
          typecheck: {
            enabled: true,
            include: ["test/types/*.test-d.ts"],
            tsconfig: "test/types/tsconfig.json",
          },
        },
      },
      {
        extends: true,
        test: {
          name: "full",
          isolate: false,
          include: ["test/full-document.test.ts", "test/{changes,crash}/**/*.test.ts"],
        },
      },
      {
        extends: true,
        test: { name: "runtime", include: ["test/{runtime,interop}/**/*.test.ts"] },
      },
    ],
  },
});
