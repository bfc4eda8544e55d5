import type { Decoding, EncodingKind } from "./media-type.ts";

/**
 * What the emitters read: the API as it will be emitted, with every name given and every decision taken.
 * `read-api` makes it from a document; nothing changes it afterwards.
 */
export interface Api {
  readonly title: string;
  /** CommonMark, as the document has it. Emitters clean it for where they put it. */
  readonly description: string | undefined;
  /** The first server's URL with its variables filled in; undefined when the document names none a client can call. */
  readonly baseUrl: string | undefined;
  /** One class per tag, in the order in which their first operations stand in the document. */
  readonly services: readonly Service[];
  /** One exported type per schema under `#/components/schemas`, in document order. */
  readonly models: readonly Model[];
}

export interface Service {
  /** `UploadsApi` */
  readonly className: string;
  /** `uploads-api`, without extension. */
  readonly fileName: string;
  /** `uploads`, what examples call an instance. */
  readonly variableName: string;
  readonly description: string | undefined;
  readonly operations: readonly Operation[];
}

export interface Operation {
  readonly methodName: string;
  /** As it is sent: upper case, but for additional operations, which are sent as the document spells them. */
  readonly httpMethod: string;
  /** The path template, such as `/uploads/{upload_id}/parts`. */
  readonly path: string;
  /** The operation's own server, if it differs from the document's: named in docs and warnings, but requests don't go there. */
  readonly server: string | undefined;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly deprecated: boolean;
  /** In path order: each is an argument of its own. */
  readonly pathParameters: readonly Parameter[];
  /** Query, header and cookie parameters: together one object argument. */
  readonly otherParameters: readonly Parameter[];
  /** Whether the path has a query of its own with a parameter that is among them, too: what is given takes its place. */
  readonly replacesQuery: boolean;
  /** What the constant is called that holds their styles; undefined where none is written in one. */
  readonly stylesName: string | undefined;
  readonly body: RequestBody | undefined;
  readonly result: Result;
  /** All documented answers, errors among them. */
  readonly responses: readonly ResponseInfo[];
  /** Names and kinds of the security schemes that apply, such as `ApiKeyAuth (HTTP bearer)`. Empty: none needed. */
  readonly security: readonly string[];
  /** The alternatives of its security, unless the client's apiKey meets one of them or none is needed: then empty. */
  readonly unmetSecurity: readonly UnmetSecurity[];
}

/** Security schemes that apply together, and that a client's apiKey alone does not meet. */
export interface UnmetSecurity {
  readonly schemes: readonly UnmetScheme[];
  /** Some other scheme among them is met by the apiKey, which is therefore needed too. */
  readonly besideKey: boolean;
}

export interface UnmetScheme {
  /** Its key under `#/components/securitySchemes`. */
  readonly name: string;
  /** What it is, such as `apiKey in header`. */
  readonly kind: string;
  /** What the client's `headers` have to hold for it; undefined when that can't be a header, or not always the same. */
  readonly header: { readonly name: string; readonly value: string } | undefined;
}

export interface Parameter {
  /** The name on the wire. */
  readonly name: string;
  /** The name of the argument: for path parameters only, others keep their wire name as property. */
  readonly argumentName: string;
  readonly in: "path" | "query" | "header" | "cookie";
  /** The media type in which its value is the whole query; undefined for other parameters. */
  readonly wholeQuery?: string | undefined;
  /** Undefined: the way in which its place takes plain values and, in a query, lists. */
  readonly style?: ParameterStyle | undefined;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly description: string | undefined;
  readonly type: TypeReference;
  readonly documentedType: DocumentedType;
  readonly example: unknown;
}

/** How lists and objects are written: the parts of a Parameter or Encoding Object that say so. */
export interface ParameterStyle {
  readonly style?:
    | "cookie"
    | "deepObject"
    | "form"
    | "label"
    | "matrix"
    | "pipeDelimited"
    | "simple"
    | "spaceDelimited";
  /** Absent: the style's own default. */
  readonly explode?: boolean;
  /** The value is sent as text of this media type. */
  readonly contentType?: string;
  /** Reserved characters are sent as they are. */
  readonly allowReserved?: true;
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

/** A property of a form whose `encoding` says how it is written. */
export interface FormField {
  readonly name: string;
  readonly style: ParameterStyle;
}

/** How one part of a multipart body is encoded. */
export interface PartEncoding {
  /** `auto`: the schema leaves it open, so the value given decides. */
  readonly kind: "binary" | "text" | "json" | "auto";
  /** Undefined means the kind's own. */
  readonly contentType: string | undefined;
}

export interface MultipartField extends PartEncoding {
  readonly name: string;
  /** One field per item of an array. */
  readonly array: boolean;
  readonly required: boolean;
  /** From the `encoding` object: it is written as text, in fields named by the style. */
  readonly style?: ParameterStyle | undefined;
}

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

/** What a method's promise resolves to. */
export interface Result {
  readonly types: readonly TypeReference[];
  readonly documentedType: DocumentedType;
  /** Media types of the successful answers; empty when they have no content. */
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

/** A type as a reader would say it, such as `"pending" | "completed"` or `OpenAIFile | null`, with the models it names, for linking. */
export interface DocumentedType {
  readonly text: string;
  readonly models: readonly string[];
}
