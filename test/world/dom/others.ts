// What polyfills have, with no class in common with the runtime's: as fetch-blob, web-streams-polyfill, abort-controller
// and whatwg-fetch do it.

/** fetch-blob's and formdata-node's, in short. */
export class OtherBlob {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly type = "";
  readonly [Symbol.toStringTag] = "Blob";

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.#bytes = bytes;
  }

  get size(): number {
    return this.#bytes.length;
  }

  slice(start: number, end: number): OtherBlob {
    return new OtherBlob(this.#bytes.slice(start, end));
  }

  arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.resolve(this.#bytes.buffer);
  }

  stream(): OtherStream {
    return new OtherStream([this.#bytes]);
  }
}

/** web-streams-polyfill's, in short: asking for its iterator locks it. */
export class OtherStream {
  readonly #chunks: Uint8Array[];
  locked = false;

  constructor(chunks: Uint8Array[]) {
    this.#chunks = chunks;
  }

  getReader() {
    if (this.locked) throw new TypeError("This stream has already been locked");
    this.locked = true;
    const next = () => {
      const value = this.#chunks.shift();
      return Promise.resolve({ done: value === undefined, value });
    };
    return { read: next, cancel: () => Promise.resolve() };
  }

  [Symbol.asyncIterator]() {
    const reader = this.getReader();
    return { next: () => reader.read() };
  }
}

/** The signal of the package abort-controller, and of React Native: no reason, and nothing that throws it. */
export class OtherAbortController {
  readonly signal = Object.assign(new EventTarget(), { aborted: false });

  abort(): void {
    this.signal.aborted = true;
    this.signal.dispatchEvent(new Event("abort"));
  }
}
