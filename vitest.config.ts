import { defineConfig } from "vitest/config";
import { nothingCommitted, toPulledClient } from "./test/pulled/pulled-client.ts";
import { hasSharedSpecs } from "./test/support/shared-specs.ts";

/** What takes its time: `npm run test:full`. */
const full = [
  "test/{docs,full-document,real-documents,scenarios-compile,scripts}.test.ts",
  "test/commands/{changes,corpus,generate-folders,generate-pipes}.test.ts",
  "test/check/depth.test.ts",
  "test/load/{swagger,swagger-forms}.test.ts",
  "test/read-api/{index,lossy-types}.test.ts",
  "test/emit/{call,hostile-texts,entry-points,package,rings,sent-as-typed}.test.ts",
  "test/{changes,corpus,openapi-3.2,servers,crash,exit,memory}/**/*.test.ts",
  "test/runtime/uploads/command/processes/*.test.ts",
  "test/runtime/uploads/node/{url-breaks,url/tap}.test.ts",
  "test/hostile/{bombs,compile,markdown-bombs,reads}.test.ts",
  "test/simulation/mutations.test.ts",
  "test/world/sources/node-flags.test.ts",
];
/** Every dangerous text in every place takes a minute of two cores: `npm run test:hostile`. */
const hostile = ["test/hostile/{positions-*,random-texts}.test.ts"];
/** Meetings with the packages of others. Some replace what is global: each file has a process of its own. */
const world = ["test/world/**/*.test.ts"];
/** The demo page in a browser, which not every machine has: `npm run test:web`. */
const web = ["test/web/*.test.ts"];
const behaviour = ["test/{runtime,interop}/**/*.test.ts", ...world];
const runtime = ["test/{runtime,interop}/**/*.test.ts"];
/** What replaces modules, or runs on a clock of its own: each has a process of its own. */
const alone = [
  "test/runtime/retry.test.ts",
  "test/runtime/uploads/node/{no-md5,strange-disks}.test.ts",
  "test/simulation/simulation.test.ts",
];
/** The same behaviour, of the client that a pull of the full document leads to. */
const pulled = ["test/pulled/*.test.ts"];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    // A second, the default, is not enough on a machine that is busy.
    expect: { poll: { timeout: 15_000 } },
    maxWorkers: "100%",
    globalSetup: "test/support/temporary-files.ts",
    projects: [
      {
        extends: true,
        test: {
          name: "generator",
          include: ["test/**/*.test.ts"],
          exclude: [...full, ...hostile, ...runtime, ...alone, ...world, ...pulled, ...web],
          // The compiler is loaded once per worker: loading it for every file is half of the time.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "full",
          isolate: false,
          include: full,
          typecheck: {
            enabled: true,
            include: ["test/types/*.test-d.ts"],
            tsconfig: "test/types/tsconfig.json",
          },
        },
      },
      { extends: true, test: { name: "hostile", include: hostile } },
      { extends: true, test: { name: "web", include: web, testTimeout: 120_000 } },
      { extends: true, test: { name: "alone", include: alone } },
      // Loading the runtime and its judges for every file would be half of the time.
      {
        extends: true,
        test: { name: "runtime", include: runtime, exclude: [...alone, ...full], isolate: false },
      },
      { extends: true, test: { name: "world", include: world, exclude: full, pool: "forks" } },
      {
        extends: true,
        plugins: [nothingCommitted],
        resolve: { alias: toPulledClient },
        test: hasSharedSpecs
          ? {
              name: "pulled",
              include: [...pulled, ...behaviour],
              // No operation of an Upload has parameters in a style, a whole query, a list as a multipart body, items or a
              // method of OpenAPI 3.2, so the client has no code for them.
              exclude: [
                "test/runtime/{items,multipart-list,query,style,with-method}.test.ts",
                // Its programs are bundled with the committed client.
                "test/world/fleet/*.test.ts",
                ...full,
              ],
              globalSetup: "test/pulled/setup.ts",
            }
          : { name: "pulled", include: pulled },
      },
    ],
  },
});
