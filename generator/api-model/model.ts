import type { DocumentedType } from "./type.ts";

export interface Model {
  /** The exported name. */
  readonly name: string;
  /** The key under `#/components/schemas`. */
  readonly key: string;
  readonly description: string | undefined;
  readonly deprecated: boolean;
  readonly type: DocumentedType;
  readonly properties: readonly Property[];
  readonly example: unknown;
}

/** One row of a model's reference page. */
export interface Property {
  readonly name: string;
  readonly type: DocumentedType;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly description: string | undefined;
}
