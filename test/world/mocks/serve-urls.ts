/** How mocks serve what is behind a URL. */
import type * as msw from "msw";
import type * as mswNode from "msw/node";
import type nock from "nock";
import type { Serve } from "./url-source-check.ts";

/** From 15 on, `takesRequest`: functions that reply get a Request. */
export function servedByNock(library: typeof nock, takesRequest = false): Serve {
  // Importing it is what installs it.
  library.restore();
  return async (origin, path, respond, use) => {
    library.activate();
    const scope = library(origin).persist().get(path);
    scope.reply(function (this: { req?: nock.ReplyFnContext["req"] }, request: unknown) {
      const range = takesRequest
        ? (request as Request).headers.get("range")
        : this.req?.getHeader("range");
      const { status, headers, body } = respond(range as string);
      return [status, Buffer.from(body), headers];
    } as never);
    await use().finally(() => {
      library.cleanAll();
      library.restore();
    });
  };
}

export function servedByMsw({ http, HttpResponse }: typeof msw, node: typeof mswNode): Serve {
  return async (origin, path, respond, use) => {
    const server = node.setupServer(
      http.get(origin + path, ({ request }) => {
        const { body, ...rest } = respond(request.headers.get("range"));
        return new HttpResponse(body, rest);
      }),
    );
    server.listen({ onUnhandledRequest: "error" });
    await use().finally(() => server.close());
  };
}
