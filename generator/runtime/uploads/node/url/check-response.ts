import type { IncomingMessage } from "node:http";
import { retryAfter } from "../../../retry-after.ts";
import type { Get } from "./get.ts";
import type { UrlSourceError } from "./url-error.ts";
import { differenceOf, versionOf, type Version } from "./url-version.ts";

/** What of a content a response has. */
export interface Found {
  readonly version: Version;
  /** One past the last byte of the response, counted in the whole content. */
  readonly end: number;
}

/** What was asked for. */
export interface Asked {
  readonly start: number;
  readonly end: number;
  /** What the content has to be; undefined when it is looked at for the first time. */
  readonly version?: Version | undefined;
}

/**
 * What a response has of the range that was asked for. Throws a UrlSourceError for one that has not: no condition of a
 * request is looked at by all servers, so each response is compared.
 */
export function checkResponse(incoming: IncomingMessage, asked: Asked, get: Get): Found {
  const { statusCode: status = 0, headers } = incoming;
  const { version } = asked;
  const fail: Get["error"] = (problem, message, more) =>
    get.error(problem, message, { status, ...more });
  const range = headers["content-range"] ?? "";
  const [, empty] = /^bytes +\*\/(\d+)$/i.exec(range) ?? [];
  if (version && (status === 412 || status === 416))
    throw fail("changed", `the content has changed (status ${status})${again}`);
  if (!version && isEmpty(incoming, empty)) return { version: versionOf(headers, 0), end: 0 };
  if (status === 200) throw fail("no-ranges", `the server sends no ranges (status 200)${remedy}`);
  if (status !== 206) throw refused(incoming, get);
  const coding = headers["content-encoding"] ?? "identity";
  if (coding !== "identity")
    throw fail(
      "compressed",
      `the response is compressed (${coding}), which was not asked for${remedy}`,
    );
  const [, first, last, total] = /^bytes +(\d+)-(\d+)\/(\d+|\*)$/i.exec(range) ?? [];
  if (total === "*")
    throw fail("no-length", `the server doesn't say how long the content is${remedy}`);
  const end = Number(last) + 1;
  if (Number(first) !== asked.start || !(end > asked.start) || end > Number(total)) {
    const wanted = `bytes ${asked.start} to ${asked.end - 1}`;
    throw fail(
      "wrong-range",
      `${wanted} were asked for, and the response has ${range || "no Content-Range"}`,
    );
  }
  const found = versionOf(headers, Number(total));
  const difference = version && differenceOf(version, found);
  if (difference !== undefined)
    throw fail("changed", `the content has changed: ${difference}${again}`);
  // Some give more than was asked for.
  return { version: found, end: Math.min(end, asked.end) };
}

const remedy = "; pass the body of its response to streamSource, with its size";
const again = "; leave it unchanged until it is sent, and call urlSource again";

/** A range of nothing can't be had: some servers refuse it, others send all of it. */
function isEmpty({ statusCode, headers }: IncomingMessage, total: string | undefined): boolean {
  return statusCode === 416
    ? total === "0"
    : statusCode === 200 && headers["content-length"] === "0";
}

/** A response that has nothing of the content. What it says may hold a signature: its status has to do. */
function refused({ statusCode: status = 0, headers }: IncomingMessage, get: Get): UrlSourceError {
  const isPassing = /^(408|409|425|429|5\d\d)$/.test(String(status));
  const isExpired = /^4(0[013]|10)$/.test(String(status));
  const [code = ""] = [headers["x-ms-error-code"]].flat();
  const isForHttps = status === 400 && get.isPlain;
  const port = isForHttps ? "; if that port is for https, use an https: URL" : "";
  const hint =
    isExpired && !get.isFresh
      ? "; if the URL is signed, it may have expired: get a new one, or pass a function that does"
      : "";
  return get.error("status", `status ${status}${code && ` (${code})`}${port}${hint}`, {
    status,
    isFinal: !(isPassing || (isExpired && get.isFresh)),
    retryAfter: retryAfter(new Headers(headers as Record<string, string>)),
  });
}
