// Hand-written. Copied from generator/runtime/uploads/testing/header-values.ts; edit it there.
import { invalidMultipart } from "./errors.ts";

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const mediaType = new RegExp(`^(${token}/${token})[ \t]*`);
const dispositionType = new RegExp(`^(${token})[ \t]*`);
const parameter = new RegExp(`;[ \t]*(${token})=(?:(${token})|"([^"]*)")[ \t]*`, "y");
const boundaryText = /^[0-9A-Za-z'()+_,\-./:=? ]{0,69}[0-9A-Za-z'()+_,\-./:=?]$/;

/** A header value of the form `type; name=value; name="value"`. Type and names are in lower case. */
export interface ParameterisedValue {
  readonly type: string;
  /** Quoted values stand without their quotes and otherwise as they came. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** A Content-Type's value, or undefined if it is not a media type. */
export function parseMediaType(value: string | null): ParameterisedValue | undefined {
  return parseValue(mediaType, value ?? "");
}

/** A Content-Disposition's value, or undefined if it is malformed. */
export function parseDisposition(value: string): ParameterisedValue | undefined {
  return parseValue(dispositionType, value);
}

/** The boundary of a multipart Content-Type (RFC 2046, 5.1.1: 1 to 70 characters, not ending in a space). */
export function boundaryOf({ parameters }: ParameterisedValue): string {
  const boundary = parameters.get("boundary");
  if (boundary === undefined) {
    throw invalidMultipart("Content-Type has no boundary: send multipart/form-data; boundary=….");
  }
  if (!boundaryText.test(boundary)) {
    throw invalidMultipart(
      `Content-Type has the boundary ${JSON.stringify(boundary)}: use 1 to 70 letters, digits or '()+_,-./:=?.`,
    );
  }
  return boundary;
}

function parseValue(typePattern: RegExp, value: string): ParameterisedValue | undefined {
  const start = typePattern.exec(value);
  if (start?.[1] === undefined) return undefined;
  const parameters = new Map<string, string>();
  for (let at = start[0].length; at < value.length; at = parameter.lastIndex) {
    parameter.lastIndex = at;
    const [, name, plain, quoted] = parameter.exec(value) ?? [];
    const key = name?.toLowerCase();
    if (key === undefined || parameters.has(key)) return undefined;
    parameters.set(key, plain ?? quoted ?? "");
  }
  return { type: start[1].toLowerCase(), parameters };
}
