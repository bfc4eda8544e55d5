/** Which way imports may go. ARCHITECTURE.md says why. */

/** The folders of the generator, each of which may use those before it. */
const stages = [
  "files",
  "load",
  "check",
  "normalise",
  "read-api",
  "emit",
  "docs",
  "warnings",
  "pull",
  "changes",
];

module.exports = {
  forbidden: [
    {
      name: "no-circular",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "generator-knows-no-runtime",
      comment:
        "The generator reads the runtime as text; it neither runs it nor what it has generated.",
      severity: "error",
      from: { path: "^generator/", pathNot: "^generator/runtime/" },
      to: { path: "^(generator/runtime|generated)/" },
    },
    {
      name: "runtime-stands-alone",
      comment:
        "Copied into the package: it may use its own folder, openapi-fetch, and where allowed below node:.",
      severity: "error",
      from: { path: "^generator/runtime/", pathNot: "/command/" },
      to: {
        pathNot: "^(generator/runtime/|node_modules/openapi-fetch/)",
        dependencyTypesNot: ["core"],
      },
    },
    {
      name: "portable-runtime-has-no-node",
      comment: "Only the node and testing entry points may use what is for Node.",
      severity: "error",
      from: {
        path: "^generator/runtime/",
        pathNot: "^generator/runtime/(node/|[^/]+/(command|node|testing)/)",
      },
      to: {
        path: ["^generator/runtime/node/", "^generator/runtime/[^/]+/node/"],
      },
    },
    {
      name: "portable-runtime-has-no-core-module",
      severity: "error",
      from: {
        path: "^generator/runtime/",
        pathNot: "^generator/runtime/(node/|[^/]+/(command|node|testing)/)",
      },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "common-runtime-knows-no-api",
      severity: "error",
      from: { path: ["^generator/runtime/[^/]+\\.ts$", "^generator/runtime/node/"] },
      to: { path: "^generator/runtime/(?!node/)[^/]+/" },
    },
    {
      name: "commands-bundle-their-libraries",
      comment:
        "What is built into one file may use what the package's build has, and nothing of the generator.",
      severity: "error",
      from: { path: "^generator/runtime/[^/]+/command/" },
      to: { path: "^(generator/(?!runtime/)|test/|scripts/)" },
    },
    {
      name: "nobody-imports-a-command",
      comment: "Importers of the package never load it.",
      severity: "error",
      from: { path: "^generator/runtime/", pathNot: "/command/" },
      to: { path: "/command/" },
    },
    {
      name: "testing-is-for-tests",
      severity: "error",
      from: { path: "^generator/runtime/", pathNot: "/testing/" },
      to: { path: "/testing/" },
    },
    ...stages.map((stage, index) => ({
      name: `${stage}-leans-on-no-later-stage`,
      comment: "Data flows one way, and so do imports: the list of stages stands at the top.",
      severity: "error",
      from: { path: `^generator/${stage}/` },
      to: {
        path: `^generator/(${[...stages.slice(index + 1), "cli\\.ts", "generate\\.ts"].join("|")})`,
      },
    })),
    {
      name: "generated-stands-alone",
      severity: "error",
      from: { path: "^generated/" },
      to: { path: "^(generator|test|scripts)/" },
    },
    {
      name: "generator-imports-no-tests",
      comment: "Scripts do: some run at full size what the tests run small.",
      severity: "error",
      from: { path: "^generator/" },
      to: { path: "^test/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^generator/dist/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
  },
};
