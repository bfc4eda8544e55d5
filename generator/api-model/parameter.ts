import type { DocumentedType, TypeReference } from "./type.ts";

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
