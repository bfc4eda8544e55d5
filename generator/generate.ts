import type { Api } from "./api-model.ts";
import type { GeneratedFile } from "./files/generated-file.ts";
import { withinStack } from "./check/depth.ts";
import { checkOutput } from "./check/output.ts";
import { checkKinds, checkReferences } from "./check/references.ts";
import { checkStructure } from "./check/structure.ts";
import { checkTypes } from "./check/types.ts";
import { emitApiClasses } from "./emit/api-class.ts";
import { ownOptions } from "./emit/client-options.ts";
import { emitCommandEntry } from "./emit/command-entry.ts";
import { emitCreateClient } from "./emit/create-client.ts";
import { emitModels } from "./emit/models.ts";
import { emitIndex, emitNodeEntry } from "./emit/entry-points.ts";
import { defaultManifest, emitPackage } from "./emit/package.ts";
import { readExports } from "./docs/exports.ts";
import { emitReadme } from "./docs/readme.ts";
import { emitReference } from "./docs/reference.ts";
import { emitRuntime } from "./emit/runtime.ts";
import { emitSchema } from "./emit/schema.ts";
import { fileList } from "./files/file-list.ts";
import { format, withVisibleText } from "./emit/format.ts";
import type { JsonObject } from "./json.ts";
import type { PackageSource } from "./load/package.ts";
import { exportedNames, type RuntimeFile } from "./load/runtime.ts";
import { mappingWarnings } from "./warnings/discriminators.ts";
import { nameWarnings } from "./warnings/names.ts";
import { normalise } from "./normalise/index.ts";
import { readApi } from "./read-api/index.ts";
import { bytesWarnings } from "./warnings/bytes.ts";
import { multipartWarnings } from "./warnings/multipart.ts";
import { pathParameterWarnings } from "./warnings/path-parameters.ts";
import { fetchWarnings } from "./warnings/refused-by-fetch.ts";
import { reservedWarnings } from "./warnings/reserved.ts";
import { ringWarning } from "./warnings/rings.ts";
import { runtimeWarnings } from "./warnings/runtime.ts";
import { securityWarnings } from "./warnings/security.ts";
import { sequenceWarnings } from "./warnings/openapi-3.2.ts";
import { serverWarnings } from "./warnings/servers.ts";
import { unsentFileWarnings } from "./warnings/unsent-files.ts";

export interface GenerateInput {
  /** A bundled OpenAPI 3 document, as `loadSpec` returns it. */
  readonly document: JsonObject;
  /** Names the document in errors. */
  readonly file: string;
  readonly runtime: readonly RuntimeFile[];
  readonly package?: PackageSource | undefined;
  /** Told what the client does not do as the document says. Each text ends its line. */
  readonly warn?: ((warning: string) => void) | undefined;
}

/**
 * The whole pipeline: a document in, every file of the client package out. Reads and writes nothing.
 *
 * @throws {SpecError} The document can't be generated from.
 */
export function generate(input: GenerateInput): Promise<GeneratedFile[]> {
  return withinStack([input], () => generateFiles(input));
}

async function generateFiles(input: GenerateInput): Promise<GeneratedFile[]> {
  const mistakes = checkStructure(input.document, input.file);
  checkKinds(input.document, input.file);
  const document = normalise(input.document);
  checkReferences(document, input.file);
  const exported = [
    ...input.runtime.flatMap(exportedNames).map(({ name }) => name),
    ...(input.package?.client ? [ownOptions] : []),
  ];
  const warnings = [...mistakes];
  const api = readApi(document, input.file, exported, (warning) => warnings.push(warning));
  warnings.push(...warningsOf(api, document, input));
  const schema = await emitSchema(document, (cut) => warnings.push(ringWarning(cut, input.file)));
  for (const warning of warnings) input.warn?.(warning);
  const source: PackageSource = input.package ?? { manifest: defaultManifest(api) };
  const command = emitCommandEntry(api, source, input.runtime);
  const packageFiles = emitPackage(source, input.runtime, command !== undefined);
  const sources = [...emitSources(api, source, input.runtime), ...(command ? [command] : [])];
  const runtime = emitRuntime(input.runtime, [...sources, ...packageFiles]);
  const files = await format([
    schema,
    ...emitModels(api),
    ...sources,
    ...runtime,
    ...packageFiles,
    ...(await emitPages(api, source, [...sources, ...runtime])),
  ]);
  const visible = files.map(withVisibleText);
  checkTypes({ api, document, file: input.file, sources: checkOutput(visible) });
  return [...visible, fileList(visible.map(({ path }) => path))];
}

function emitSources(
  api: Api,
  source: PackageSource,
  runtime: readonly RuntimeFile[],
): GeneratedFile[] {
  return [
    ...emitApiClasses(api, runtime),
    emitCreateClient(api, source.client),
    emitIndex(api, runtime),
    emitNodeEntry(api, runtime, source),
  ];
}

function warningsOf(api: Api, document: JsonObject, input: GenerateInput): string[] {
  return [
    ...mappingWarnings(input.document, input.file),
    ...pathParameterWarnings(input.document, input.file),
    ...bytesWarnings(document, input.file),
    ...multipartWarnings(document, input.file),
    ...unsentFileWarnings(document, input.file),
    ...reservedWarnings(document, input.file),
    ...serverWarnings(api, input.file),
    ...securityWarnings(api, input.file),
    ...fetchWarnings(api, input.file),
    ...sequenceWarnings(document, input.file),
    ...runtimeWarnings(api, input.file, input.runtime),
    ...(input.package ? [] : nameWarnings(api, input.file)),
  ];
}

async function emitPages(
  api: Api,
  source: PackageSource,
  sources: readonly GeneratedFile[],
): Promise<GeneratedFile[]> {
  const exports = readExports(sources);
  const reference = await emitReference(api, source.manifest.name, exports);
  return [...reference, await emitReadme(api, source, exports)];
}
