import type { Decoding } from "../media-type.ts";
import type { DocumentedType, TypeReference } from "./type.ts";

/** What a method's promise resolves to. */
export interface Result {
  readonly types: readonly TypeReference[];
  readonly documentedType: DocumentedType;
  /** Media types of the successful responses; empty when they have no content. */
  readonly mediaTypes: readonly string[];
  /** What the client makes of them; undefined when they have no content. */
  readonly decoding: Decoding | undefined;
  /** Which successes have no content, where others have; undefined where none or all are so. */
  readonly empty: EmptyStatuses | undefined;
  /** Whether openapi-fetch's types lose something of it. */
  readonly isLossy: boolean;
}

/** Statuses of responses without content. */
export interface EmptyStatuses {
  readonly statuses: readonly number[];
  /** It is all others that are meant. */
  readonly isAllBut: boolean;
}

export interface ResponseInfo {
  /** `200`, `4XX` or `default`. */
  readonly status: string;
  readonly description: string | undefined;
  readonly mediaTypes: readonly string[];
  readonly documentedType: DocumentedType | undefined;
  readonly headers: readonly { readonly name: string; readonly description: string | undefined }[];
}
