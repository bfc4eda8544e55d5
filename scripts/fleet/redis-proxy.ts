/** Stands between one worker and Redis, and sees what the worker is about to write. */
import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

export interface RedisProxy extends AsyncDisposable {
  readonly port: number;
}

/** @param mayPass is asked for each piece of what the worker sends; what may not pass is never sent on. */
export async function startRedisProxy(
  redisPort: number,
  mayPass: (sent: Buffer) => boolean,
): Promise<RedisProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const redis = connect(redisPort, "127.0.0.1");
    for (const it of [socket, redis]) {
      sockets.add(it);
      it.setNoDelay();
      it.on("error", () => undefined);
      it.once("close", () => {
        sockets.delete(it);
        socket.destroy();
        redis.destroy();
      });
    }
    socket.on("data", (sent: Buffer) => {
      if (mayPass(sent)) redis.write(sent);
    });
    redis.pipe(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const close = () => {
    for (const socket of sockets) socket.destroy();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { port, [Symbol.asyncDispose]: close };
}
