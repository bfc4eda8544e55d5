import { realpath } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import {
  BaseResolver,
  bundle,
  createConfig,
  isAbsoluteUrl,
  ResolveError,
  type NormalizedProblem,
  type Source,
} from "@redocly/openapi-core";
import type { JsonObject } from "./json.ts";
import { SpecError } from "./spec-error.ts";

/**
 * Bundles a document that is spread over several files of one folder.
 *
 * @throws {SpecError} A `$ref` leads nowhere, to a URL, or out of the folder.
 */
export async function bundleFiles(file: string): Promise<JsonObject> {
  const ref = await realpath(file);
  const externalRefResolver = new FolderResolver(dirname(ref));
  const { bundle: bundled, problems } = await bundle({
    ref,
    config: await createConfig({}),
    externalRefResolver,
  });
  const problem = problems.find(({ severity }) => severity === "error");
  if (problem !== undefined) throw toSpecError(problem, file, dirname(ref));
  return bundled.parsed as JsonObject;
}

/** The one way by which the bundler reads anything: whatever it meets, nothing outside the folder is opened. */
class FolderResolver extends BaseResolver {
  readonly #folder: string;

  constructor(folder: string) {
    super();
    this.#folder = folder;
  }

  override async loadExternalRef(target: string): Promise<Source> {
    if (isAbsoluteUrl(target))
      throw new ResolveError(new Error(`${target} is a URL, and no connection is opened`));
    const real = await realpath(target).catch((cause: unknown) => {
      throw new ResolveError(new Error("no such file", { cause }));
    });
    if (relative(this.#folder, real).startsWith("..")) {
      throw new ResolveError(new Error(`${target} is outside the document's folder`));
    }
    return super.loadExternalRef(target);
  }
}

/** Names the file that holds the problem as the caller would: from where they stand. */
function toSpecError(
  { message, location: [where] }: NormalizedProblem,
  file: string,
  folder: string,
): SpecError {
  const place =
    where === undefined ? file : join(dirname(file), relative(folder, where.source.absoluteRef));
  return new SpecError(
    { file: place, pointer: where?.pointer },
    message,
    "A $ref may lead to anything inside the document and to files in or below its folder.",
  );
}
