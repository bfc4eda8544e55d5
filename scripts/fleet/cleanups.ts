/** What has been started, to be ended in reverse order: Node 20 has no AsyncDisposableStack. */
export class Cleanups implements AsyncDisposable {
  readonly #steps: (() => unknown)[] = [];

  defer(step: () => unknown): void {
    this.#steps.push(step);
  }

  use<T extends AsyncDisposable | Disposable>(it: T): T {
    this.defer(() =>
      Symbol.asyncDispose in it ? it[Symbol.asyncDispose]() : it[Symbol.dispose](),
    );
    return it;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (let step; (step = this.#steps.pop());) await step();
  }
}
