import { Readable } from "node:stream";
import type nock from "nock";
import type { Mock } from "./mock.ts";

/** What all versions have, told to behave. From 15 on, `takesRequest`: functions that reply get a Request. */
export function withNock(library: typeof nock, takesRequest = false): Mock {
  // Importing it is what installs it.
  library.restore();
  return {
    install: () => library.activate(),
    uninstall() {
      library.cleanAll();
      library.abortPendingRequests();
      library.restore();
    },
    reply(origin, { status, headers, body, delay = 0 }) {
      library(origin)
        .post(/^\/v1\//)
        .delay(delay)
        .reply(status, () => (body.length > 0 ? Readable.from(body) : undefined), headers);
    },
    fail(origin, message) {
      library(origin)
        .post(/^\/v1\//)
        .replyWithError(message);
    },
    ignore(origin) {
      library(origin)
        .post(/^\/v1\//)
        .delay(1e9)
        .reply(200);
    },
    letThrough(origin) {
      // Reads the body to find that this is not it.
      library(origin, { allowUnmocked: true }).post("/v1/other").reply(500);
    },
    handle(origin, handler) {
      const scope = library(origin)
        .persist()
        .post(/^\/v1\//);
      if (takesRequest) scope.reply(async (request) => toReply(await handler(request as never)));
      else
        scope.reply(async function (path, body) {
          const { headers } = this.req as unknown as { headers: Record<string, string> };
          const init = { method: "POST", headers, body: bytesOf(body) };
          return toReply(await handler(new Request(origin + path, init)));
        });
    },
  };
}

async function toReply(response: Response): Promise<[number, string, Record<string, string>]> {
  return [response.status, await response.text(), Object.fromEntries(response.headers)];
}

/** nock hands JSON over parsed, and binary content in hexadecimal digits. */
function bytesOf(body: unknown): string | Uint8Array<ArrayBuffer> {
  if (typeof body !== "string") return JSON.stringify(body);
  return /^([0-9a-f]{2})+$/.test(body) ? Uint8Array.from(Buffer.from(body, "hex")) : body;
}
