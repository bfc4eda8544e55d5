/** The two ways to send, each with a watch on what must not happen and no user is told of. */
import { httpTransport, type ClientOptions } from "../../generated/src/node.ts";
import { WrongError } from "./told.ts";

export type Transports = "node:http" | "fetch";

export interface Watched {
  readonly options: Pick<ClientOptions, "fetch" | "transport">;
  /** Throws when a request was sent again after a response that was final. */
  readonly check: () => void;
}

export function watched(transport: Transports): Watched {
  const over = new Map<string, number>();
  let wrong: string | undefined;
  const sent = (url: string) => {
    const status = over.get(url);
    if (status !== undefined) wrong = `sent again after ${status}`;
  };
  const got = (url: string, response: Response) => {
    const { status } = response;
    if (status >= 400 && status < 500 && ![408, 409, 429].includes(status)) over.set(url, status);
    return response;
  };
  const check = () => {
    if (wrong) throw new WrongError(wrong);
  };
  if (transport === "fetch") {
    const watch: typeof globalThis.fetch = async (input, init) => {
      const url = String(input instanceof Request ? input.url : input);
      sent(url);
      return got(url, await globalThis.fetch(input, init));
    };
    return { options: { fetch: watch }, check };
  }
  const send = httpTransport();
  const watch: typeof send = async (request) => {
    sent(request.url);
    return got(request.url, await send(request));
  };
  return { options: { transport: watch }, check };
}
