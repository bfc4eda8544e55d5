/** The map of the parts: a cell each, filled as far as it has gone. */
import type { PartProgress } from "../../../generated/src/index.ts";

export class PartsMap {
  readonly #element: HTMLElement;
  #shown: PartProgress[] = [];

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  clear(): void {
    this.#shown = [];
    this.#element.replaceChildren();
  }

  show(parts: readonly PartProgress[]): void {
    while (this.#element.childElementCount < parts.length)
      this.#element.append(document.createElement("i"));
    parts.forEach((part, index) => {
      if (part === this.#shown[index]) return;
      const cell = this.#element.children[index] as HTMLElement;
      cell.style.setProperty("--fill", `${(100 * part.bytesSent) / part.size}%`);
      cell.classList.toggle("sending", part.state === "sending");
    });
    this.#shown = [...parts];
  }

  markResent(index: number): void {
    this.#element.children[index]?.classList.add("again");
  }

  /** For those who can't see it. Set now and then only: it is read aloud. */
  describe(): void {
    const count = (state: PartProgress["state"]) =>
      this.#shown.filter((part) => part.state === state).length;
    this.#element.ariaLabel = `Map of the parts: ${count("confirmed")} stored, ${count("sending")} under way, ${count("waiting")} waiting`;
  }
}
