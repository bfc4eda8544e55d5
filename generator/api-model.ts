import type { Model } from "./api-model/model.ts";
import type { Parameter } from "./api-model/parameter.ts";
import type { RequestBody } from "./api-model/request-body.ts";
import type { ResponseInfo, Result } from "./api-model/result.ts";

export type * from "./api-model/model.ts";
export type * from "./api-model/parameter.ts";
export type * from "./api-model/request-body.ts";
export type * from "./api-model/result.ts";
export type * from "./api-model/type.ts";

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
  /** All documented responses, errors among them. */
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
