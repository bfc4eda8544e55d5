import { createServer, type AddressInfo, type Socket } from "node:net";
import { kinds } from "./kinds.ts";
import { whole } from "./wire.ts";

/** A server that responds to `POST /KIND/uploads` as that kind says, and else as it should. */
export interface RawServer extends AsyncDisposable {
  readonly url: string;
  /** How often each kind was asked for. */
  readonly asked: ReadonlyMap<string, number>;
}

const normal = whole(200, '{"id":"u"}');

export async function serveKinds(): Promise<RawServer> {
  const asked = new Map<string, number>();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
    socket.on("data", (data) => {
      const path = /^POST \/(\S+)\/uploads /.exec(data.toString("latin1"))?.[1];
      if (path === undefined) return;
      const kind = decodeURIComponent(path);
      asked.set(kind, (asked.get(kind) ?? 0) + 1);
      void (kinds[kind.replace(/^again /, "")]?.reply ?? normal)(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
