import type { EncodingKind } from "../media-type.ts";
import type { Property } from "./model.ts";
import type { ParameterStyle } from "./parameter.ts";
import type { DocumentedType, TypeReference } from "./type.ts";

export interface RequestBody {
  readonly mediaType: string;
  readonly required: boolean;
  readonly description: string | undefined;
  readonly type: TypeReference;
  readonly documentedType: DocumentedType;
  readonly encoding: BodyEncoding;
  /** The fields that are text where the document says bytes; empty for the body as a whole, undefined where none is. */
  readonly textOnly: readonly string[] | undefined;
  /** Whether openapi-fetch's types lose something of it. */
  readonly isLossy: boolean;
  /** Of an object that is no model, which would have a page of its own. */
  readonly properties: readonly Property[];
  /** A value of the body, for reference pages; binary fields are absent from it. */
  readonly example: unknown;
}

/** How a request body's bytes are made from its value. */
export type BodyEncoding =
  | { readonly kind: Exclude<EncodingKind, "multipart" | "form"> }
  | {
      readonly kind: "multipart";
      /** What the constant that holds the fields is called: after the body's model, so that bodies of one model share it. */
      readonly fieldsName: string;
      /** What the constant is called that holds the styles of those that have one; undefined where none has. */
      readonly stylesName: string | undefined;
      readonly fields: readonly MultipartField[];
      /** The media type before its boundary, where it is no form. */
      readonly mediaType: string | undefined;
    }
  | {
      /** A list in a multipart body that is no form: each item is a part. */
      readonly kind: "list";
      /** How the first items are encoded, and those after them. */
      readonly first: readonly PartEncoding[];
      readonly rest: PartEncoding;
      /** The media type before its boundary. */
      readonly mediaType: string;
    }
  | {
      readonly kind: "form";
      /** As in multipart. */
      readonly fieldsName: string;
      readonly stylesName: string | undefined;
      readonly fields: readonly FormField[];
    };

export interface MultipartField extends PartEncoding {
  readonly name: string;
  /** One field per item of an array. */
  readonly array: boolean;
  readonly required: boolean;
  /** From the `encoding` object: it is written as text, in fields named by the style. */
  readonly style?: ParameterStyle | undefined;
}

/** How one part of a multipart body is encoded. */
export interface PartEncoding {
  /** `auto`: the schema leaves it open, so the value given decides. */
  readonly kind: "binary" | "text" | "json" | "auto";
  /** Undefined means the kind's own. */
  readonly contentType: string | undefined;
}

/** A property of a form whose `encoding` says how it is written. */
export interface FormField {
  readonly name: string;
  readonly style: ParameterStyle;
}
