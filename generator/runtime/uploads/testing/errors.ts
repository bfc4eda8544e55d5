/** What the response's `error` object contains besides the message. */
export interface RefusalDetails {
  /** The body's property that is wrong, such as `expires_after.seconds`. */
  readonly param?: string | undefined;
  readonly code?: RefusalCode | undefined;
}

/**
 * Codes for mistakes in the request. An Upload in the wrong state gets none: what the API sends there is not documented,
 * and a client must not come to depend on a code made up here.
 */
export type RefusalCode =
  | "invalid_api_key"
  | "not_found"
  | "method_not_allowed"
  | "unsupported_media_type"
  | "invalid_body"
  | "invalid_multipart"
  | "missing_required_parameter"
  | "unknown_parameter"
  | "invalid_type"
  | "invalid_value"
  | "part_too_large";

/** A request that the server rejects with an error. */
export class Refusal extends Error {
  /** The response's HTTP status. */
  readonly status: number;
  readonly details: RefusalDetails;

  constructor(status: number, message: string, details: RefusalDetails = {}) {
    super(message);
    this.name = "Refusal";
    this.status = status;
    this.details = details;
  }

  /** The API's error shape. */
  toJSON(): object {
    const { param = null, code = null } = this.details;
    return { error: { message: this.message, type: "invalid_request_error", param, code } };
  }
}

export function invalidMultipart(message: string): Refusal {
  return new Refusal(400, message, { code: "invalid_multipart" });
}

export function unsupportedMediaType(contentType: string | null, wanted: string): Refusal {
  const message = `Content-Type is ${JSON.stringify(contentType)}: send ${wanted}.`;
  return new Refusal(415, message, { code: "unsupported_media_type" });
}
