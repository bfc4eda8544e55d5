import { Agent, createServer, request as forward } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { pipeline } from "node:stream";

export interface Proxy {
  readonly url: string;
  /** Requests for http, by their URLs. */
  readonly forwarded: string[];
  /** Hosts and ports that a connection for https was asked for. */
  readonly tunnelled: string[];
  /** What to do when a tunnel is asked for. */
  onConnect: "tunnel" | "refuse" | "ignore";
  close(): void;
}

/** A plain proxy for HTTP, on a free port. */
export async function startProxy(): Promise<Proxy> {
  const sockets = new Set<Socket>();
  // The global one may be what leads here.
  const agent = new Agent();
  const proxy: Proxy = {
    url: "",
    forwarded: [],
    tunnelled: [],
    onConnect: "tunnel",
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
  const server = createServer((request, response) => {
    const { method, url = "", headers } = request;
    proxy.forwarded.push(url);
    const onward = forward(url, { method, headers, agent }, (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.rawHeaders);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  });
  server.on("connection", (socket) => sockets.add(socket));
  server.on("connect", ({ url = "" }, client: Socket) => {
    proxy.tunnelled.push(url);
    client.on("error", () => undefined);
    if (proxy.onConnect === "refuse") client.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    if (proxy.onConnect !== "tunnel") return;
    const [host, port] = url.split(":");
    const target = connect(Number(port), host, () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      pipeline(client, target, () => undefined);
      pipeline(target, client, () => undefined);
    });
    sockets.add(target);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(proxy, { url });
}
