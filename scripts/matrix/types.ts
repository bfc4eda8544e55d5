/** The package's types under the compilers and the resolutions that users have. */
import { tool, write, type Cell, type Row } from "./project.ts";

const portable = `
import { createClient, uploadFile, UploadsApi, type Upload } from "openai-uploads";
import { createUploadsServer } from "openai-uploads/testing";
import type { paths } from "openai-uploads/schema";
const uploads = new UploadsApi(createClient({ apiKey: "k", fetch: createUploadsServer().fetch }));
export const completed: Promise<Upload> = uploadFile(uploads, new Uint8Array(1), {
  purpose: "batch",
  filename: "a",
});
export type Path = keyof paths;
// @ts-expect-error A purpose that there is not.
void uploadFile(uploads, new Uint8Array(1), { purpose: "nothing" });
`;
const onNode = `
import { createClient, openFile, uploadFile, UploadsApi } from "openai-uploads/node";
const uploads = new UploadsApi(createClient({ apiKey: "k" }));
export const id: Promise<string> = uploadFile(uploads, "a.jsonl", { purpose: "batch" }).then(
  ({ file }) => file.id,
);
export const size: Promise<number> = openFile("a").then((file) => file.size);
`;

const modules: Readonly<Record<string, { readonly options: object; readonly extension: string }>> =
  {
    "commonjs, node10": {
      options: { module: "commonjs", moduleResolution: "node10" },
      extension: "cts",
    },
    "node16, CommonJS": { options: { module: "node16" }, extension: "cts" },
    "node16, ESM": { options: { module: "node16" }, extension: "mts" },
    "nodenext, CommonJS": { options: { module: "nodenext" }, extension: "cts" },
    "nodenext, ESM": { options: { module: "nodenext" }, extension: "mts" },
    bundler: { options: { module: "esnext", moduleResolution: "bundler" }, extension: "ts" },
  };

const strict = {
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
  target: "es2022",
};
const disposable = ["es2022", "esnext.disposable"];

function cell(module: string, version: string): Cell {
  const { options, extension } = modules[module] ?? { options: {}, extension: "ts" };
  return async (project) => {
    const [major = 0] = version.split(".").map(Number);
    const isOld = module.endsWith("node10");
    if (isOld && major >= 7) return "- removed from TypeScript 7";
    const dated = isOld && major === 6 ? { ignoreDeprecations: "6.0" } : {};
    // What our own sources ask for is not asked of those who use their types. From 6 on it can't be turned off.
    const interop = major < 6 ? { esModuleInterop: false } : {};
    const common = { ...strict, ...options, ...dated, ...interop };
    const name = module.replace(/\W/g, "-");
    const files = { [`${name}.${extension}`]: portable, [`${name}-node.${extension}`]: onNode };
    await write(project, files);
    const [first = "", second = ""] = Object.keys(files);
    await compile(project, [first], { ...common, lib: [...disposable, "dom"], types: [] });
    await compile(project, [first, second], { ...common, lib: disposable, types: ["node"] });
    return undefined;
  };
}

async function compile(
  project: string,
  files: readonly string[],
  compilerOptions: object,
): Promise<void> {
  await write(project, { "tsconfig.json": JSON.stringify({ compilerOptions, files }) });
  await tool(project, "tsc", ["-p", "."]);
}

export const compilers: readonly Row[] = ["5.4.5", "5.7.3", "5.9.3", "6.0.2", "7.0.2"].map(
  (version) => ({
    name: `TypeScript ${version}`,
    tools: [`typescript@${version}`, "@types/node@20.19.43"],
    cells: Object.fromEntries(
      Object.keys(modules).map((module) => [module, cell(module, version)]),
    ),
  }),
);
