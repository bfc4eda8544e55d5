import type * as core from "msw";
import type * as node from "msw/node";
import { streamOf } from "./bodies.ts";
import type { Mock, Reply } from "./mock.ts";

type Library = Pick<typeof core, "delay" | "http" | "HttpResponse" | "passthrough"> &
  Pick<typeof node, "setupServer">;

/** msw, told to behave. */
export function withMsw({ delay, http, HttpResponse, passthrough, setupServer }: Library): Mock {
  const server = setupServer();
  const toResponse = ({ status, headers = {}, body }: Reply) => {
    const pieces = body.map((text) => new TextEncoder().encode(text));
    return new HttpResponse(pieces.length > 0 ? streamOf(pieces) : null, { status, headers });
  };
  let replies: [origin: string, reply: Reply][] = [];
  return {
    install: () => server.listen({ onUnhandledRequest: "error" }),
    uninstall() {
      server.close();
      server.resetHandlers();
      replies = [];
    },
    reply(origin, reply) {
      replies.push([origin, reply]);
      server.use(
        http.post(`${origin}/v1/*`, async () => {
          // In order: msw asks the handlers that came last first.
          const [, next = reply] = replies.shift() ?? [];
          if (next.delay) await delay(next.delay);
          return toResponse(next);
        }),
      );
    },
    fail(origin) {
      server.use(http.post(`${origin}/v1/*`, () => HttpResponse.error()));
    },
    ignore(origin) {
      server.use(http.post(`${origin}/v1/*`, () => new Promise<never>(() => undefined)));
    },
    letThrough(origin) {
      server.use(
        http.post(`${origin}/v1/*`, async ({ request }) => {
          await request.clone().arrayBuffer();
          return passthrough();
        }),
      );
    },
    handle(origin, handler) {
      server.use(http.post(`${origin}/v1/*`, ({ request }) => handler(request)));
    },
  };
}
