import { realpath, stat } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import {
  BaseResolver,
  bundle,
  createConfig,
  ResolveError,
  type Document,
  type NormalizedProblem,
  type Source,
} from "@redocly/openapi-core";
import { maxSize } from "../files/read-text.ts";
import { checkDocument } from "./limits.ts";
import { codeOf } from "../files/file-error.ts";
import { MappingNames } from "./mapping-names.ts";
import { kindOf } from "../files/look.ts";
import type { JsonObject } from "../json.ts";
import { SpecError } from "../errors.ts";

/**
 * Bundles a document that is spread over several files of one folder.
 *
 * @throws {SpecError} A `$ref` leads nowhere, to a URL, or out of the folder, or a file is one that `checkDocument` refuses.
 */
export async function bundleFiles(file: string): Promise<JsonObject> {
  const ref = await realpath(file);
  const resolver = new FolderResolver(file, dirname(ref));
  const { bundle: bundled, problems } = await bundle({
    ref,
    config: await createConfig({}),
    externalRefResolver: resolver,
  });
  const problem = problems.find(({ severity }) => severity === "error");
  resolver.mappings.restore();
  if (resolver.refusal !== undefined) throw resolver.refusal;
  if (problem !== undefined) throw toSpecError(problem, file, dirname(ref));
  return bundled.parsed as JsonObject;
}

/** The one way by which the bundler reads anything: whatever it meets, nothing outside the folder is opened. */
class FolderResolver extends BaseResolver {
  /** Why a file that was read must not be looked at any further. */
  refusal: SpecError | undefined;
  /** What mappings hold besides references. */
  readonly mappings = new MappingNames();
  readonly #file: string;
  readonly #folder: string;
  #size = 0;

  /** @param folder Its real path. */
  constructor(file: string, folder: string) {
    super();
    this.#file = file;
    this.#folder = folder;
  }

  override resolveExternalRef(base: string | null, target: string): string {
    if (base !== null && notRelative.test(target))
      throw refused(
        `${target} is a URL or an absolute path: no connection is opened, and no file outside the document's folder`,
      );
    return super.resolveExternalRef(base, target);
  }

  override async loadExternalRef(target: string): Promise<Source> {
    // Before the file system is asked: on some, that alone opens a connection.
    this.#checkInside(target, target);
    const real = await realpath(target).catch((cause: unknown) => {
      throw refused(codeOf(cause) === "ENOENT" ? "no such file" : messageOf(cause), cause);
    });
    this.#checkInside(real, target);
    const stats = await stat(real);
    // A pipe would be waited for, and a device read without an end.
    if (!stats.isFile())
      throw refused(`${relative(this.#folder, target)} is ${kindOf(stats, real)}, not a file`);
    this.#size += stats.size;
    if (this.#size > maxSize) throw refused(`the files have more than ${maxSize} bytes in all`);
    return super.loadExternalRef(target);
  }

  override parseDocument(source: Source, isRoot?: boolean): Document {
    const document = super.parseDocument(source, isRoot);
    try {
      checkDocument(document.parsed, pathOf(source, this.#file, this.#folder));
    } catch (error) {
      if (error instanceof SpecError) this.refusal ??= error;
      throw error;
    }
    this.mappings.take(document.parsed, isRoot === true);
    return document;
  }

  #checkInside(path: string, target: string): void {
    const way = relative(this.#folder, path);
    if (way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way))
      throw refused(`${target} is outside the document's folder`);
  }
}

/** `https://…`, `file:…`, `C:\…`, `/…`, `\\host\…` */
const notRelative = /^(?:[a-z][a-z\d+.-]*:|[\\/])/i;

function refused(problem: string, cause?: unknown): ResolveError {
  return new ResolveError(new Error(problem, { cause }));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Names the file that holds the problem as the caller would: from where they stand. */
function pathOf(source: Source, file: string, folder: string): string {
  return join(dirname(file), relative(folder, source.absoluteRef));
}

function toSpecError(
  { message, location: [where] }: NormalizedProblem,
  file: string,
  folder: string,
): SpecError {
  return new SpecError(
    {
      file: where === undefined ? file : pathOf(where.source, file, folder),
      pointer: where?.pointer,
    },
    message,
    "A $ref may lead to anything inside the document and to files in or below its folder. " +
      `To bring in others that you trust, bundle it first: npx @redocly/cli bundle ${file} --output bundled.yaml`,
  );
}
