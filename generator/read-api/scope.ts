import { SpecError, type SpecLocation } from "../errors.ts";
import { maxNameBytes } from "../names.ts";

/** Names that can't be given, found one by one and told together. */
export class Clashes {
  readonly #found: { location: SpecLocation; problem: string; remedy: string }[] = [];

  add(location: SpecLocation, problem: string, remedy: string): void {
    this.#found.push({ location, problem, remedy });
  }

  /** @throws {SpecError} There are some. */
  throwIfAny(): void {
    const [first, ...others] = this.#found;
    if (first === undefined) return;
    if (others.length === 0) throw new SpecError(first.location, first.problem, first.remedy);
    const lines = this.#found.map(({ location, problem }) =>
      location.pointer === undefined ? problem : `${location.pointer}: ${problem}`,
    );
    const remedies = [...new Set(this.#found.map(({ remedy }) => remedy))];
    const file = { file: first.location.file };
    throw new SpecError(file, ["some names can't be given", ...lines], remedies.join("\n"));
  }
}

/** Remembers which names a scope has given away. */
export class Scope {
  readonly #clashes: Clashes;
  readonly #taken = new Map<string, string>();

  constructor(clashes: Clashes) {
    this.#clashes = clashes;
  }

  /** @returns The name. That something else in this scope has it, or that it is too long for a file, is a clash. */
  claim(name: string, location: SpecLocation): string {
    const other = this.#taken.get(name);
    if (Buffer.byteLength(name) > maxNameBytes)
      this.#clashes.add(
        location,
        `comes to a name of more than ${maxNameBytes} bytes: ${name.slice(0, 40)}…`,
        "Shorten it in the document.",
      );
    else if (other !== undefined)
      this.#clashes.add(
        location,
        `comes to the name ${name}, which ${other} has already`,
        "Rename one of the two in the document.",
      );
    else this.#taken.set(name, location.pointer ?? location.file);
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
