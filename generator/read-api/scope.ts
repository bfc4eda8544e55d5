import { SpecError, type SpecLocation } from "../errors.ts";

/** File systems take 255 bytes for the name of a file, and files are called after classes and models. */
const maxNameBytes = 200;

/** Remembers which names a scope has given away. */
export class Scope {
  readonly #taken = new Map<string, string>();

  /**
   * @returns The name.
   * @throws {SpecError} Something else in this scope has it already, or it is too long for a file.
   */
  claim(name: string, location: SpecLocation): string {
    if (Buffer.byteLength(name) > maxNameBytes)
      throw new SpecError(
        location,
        `comes to a name of more than ${maxNameBytes} bytes: ${name.slice(0, 40)}…`,
        "Shorten it in the document.",
      );
    const other = this.#taken.get(name);
    if (other !== undefined) {
      throw new SpecError(
        location,
        `comes to the name ${name}, which ${other} has already`,
        "Rename one of the two in the document.",
      );
    }
    this.#taken.set(name, location.pointer ?? location.file);
    return name;
  }
}

/** Names the constants beside a class: one for whatever is the same, so that bodies of one model share theirs. */
export class ConstantNames {
  readonly #models: ReadonlySet<string>;
  readonly #contents = new Map<string, string>();

  /** @param models Names that no constant gets, since the same file may import them. */
  constructor(models: Iterable<string>) {
    this.#models = new Set(models);
  }

  /**
   * @param content What tells it from others.
   * @param owners Models or methods to name it after: the first whose constant is not another one.
   * @returns `AddUploadPartRequestFields`
   */
  claim(
    holds: "Fields" | "FieldStyles" | "Styles",
    content: unknown,
    owners: readonly string[],
  ): string {
    const text = JSON.stringify(content);
    const [owner = "", ...others] = owners;
    const name = this.#nameFor(owner, holds);
    if ((this.#contents.get(name) ?? text) !== text)
      return this.claim(holds, content, others.length > 0 ? others : [`${owner}_`]);
    this.#contents.set(name, text);
    return name;
  }

  #nameFor(owner: string, holds: string): string {
    const name = `${owner}${holds}`;
    return this.#models.has(name) ? this.#nameFor(`${owner}_`, holds) : name;
  }
}
