import type * as undici from "undici";
import type { Mock } from "./mock.ts";

/** The MockAgent of undici, told to behave. */
export function withMockAgent({
  getGlobalDispatcher,
  MockAgent,
  setGlobalDispatcher,
}: typeof undici): Mock {
  const real = getGlobalDispatcher();
  let agent: undici.MockAgent;
  const intercept = (origin: string) =>
    agent.get(origin).intercept({ path: /^\/v1\//, method: "POST" });
  return {
    install() {
      agent = new MockAgent();
      agent.disableNetConnect();
      setGlobalDispatcher(agent);
    },
    async uninstall() {
      setGlobalDispatcher(real);
      await agent.close();
    },
    reply(origin, { status, headers = {}, body, delay = 0 }) {
      const scope = intercept(origin).reply(status, body.join(""), { headers });
      if (delay) scope.delay(delay);
    },
    fail(origin, message) {
      intercept(origin).replyWithError(new Error(message));
    },
    ignore(origin) {
      intercept(origin).reply(200).delay(1e9);
    },
    handle(origin, handler) {
      // Only the text of a response may be made asynchronously.
      intercept(origin)
        .reply(
          200,
          async ({ path, body, headers }) => {
            const bytes = await new Response(body as BodyInit).arrayBuffer();
            const init = { method: "POST", headers: headers as HeadersInit, body: bytes };
            return (await handler(new Request(origin + path, init))).text();
          },
          { headers: { "content-type": "application/json" } },
        )
        .persist();
    },
  };
}
