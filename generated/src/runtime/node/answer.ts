// Hand-written. Copied from generator/runtime/node/answer.ts; edit it there.
import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { responseOf } from "../response.ts";

/** The answer as the web has it. Its body is read from the connection when it is read. */
export function toResponse(answer: IncomingMessage): Response {
  const { statusCode: status = 0, statusMessage: statusText = "" } = answer;
  const headers = headersOf(answer);
  const isEmpty = [204, 205, 304].includes(status);
  if (isEmpty) answer.resume();
  const body = isEmpty ? null : (Readable.toWeb(answer) as BodyInit);
  return responseOf(body, { status, statusText, headers });
}

function headersOf({ rawHeaders, headers = {} }: Partial<IncomingMessage>): Headers {
  // Responses made by hand often have only these.
  if (!rawHeaders) return new Headers(headers as Record<string, string>);
  const all = new Headers();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    all.append(rawHeaders[at] ?? "", rawHeaders[at + 1] ?? "");
  }
  return all;
}
