/** A type, by how it is reached from an emitted file. */
export type TypeReference =
  /** An exported model. */
  | { readonly kind: "model"; readonly name: string }
  /** Something inside `paths` or `components` of the emitted schema, by its keys; `keys` of optional objects are followed through. */
  | {
      readonly kind: "lookup";
      readonly root: "paths" | "components";
      readonly keys: readonly LookupKey[];
    }
  /** Items of a type, one after the other. */
  | { readonly kind: "items"; readonly of: TypeReference }
  /** A type every emitted file has at hand, written as it is. */
  | { readonly kind: "builtIn"; readonly name: BuiltInType };

export interface LookupKey {
  readonly key: string;
  /** The property may be absent, so the lookup has to look past `undefined`. */
  readonly optional: boolean;
}

export type BuiltInType =
  | "string"
  | "number"
  | "boolean"
  | "unknown"
  | "undefined"
  | "void"
  | "Blob"
  | "ReadableStream<Uint8Array>"
  | "BinaryInput | string";

/** A type as a reader would say it, such as `"pending" | "completed"` or `OpenAIFile | null`, with the models it names, for linking. */
export interface DocumentedType {
  readonly text: string;
  readonly models: readonly string[];
}
