/** A `$ref` and the unescaped keys that lead to the object holding it. */
export interface Reference {
  readonly path: readonly string[];
  readonly target: string;
}

/** One as it is found. */
export interface FoundReference extends Reference {
  /** The object holds nothing else. */
  readonly isAlone: boolean;
}
