/** How a server writes responses by hand: byte by byte, as no library for servers would. */
import type { Socket } from "node:net";

/** What a server does once it has a request. */
export type Reply = (socket: Socket) => unknown;

type Content = string | Uint8Array;

const reasons: Record<number, string> = { 200: "OK", 301: "Moved Permanently", 400: "Bad Request" };

/** Status line and headers. */
export function head(status: number | string, ...headers: string[]): string {
  const reason = reasons[Number(status)] ?? "Other";
  return [`HTTP/1.1 ${status} ${reason}`, ...headers, "", ""].join("\r\n");
}

/** A response that is complete, with its length. */
export function whole(status: number | string, body: Content, ...headers: string[]): Reply {
  return (socket) => {
    const length = `Content-Length: ${Buffer.byteLength(body)}`;
    socket.write(head(status, "Content-Type: application/json", ...headers, length));
    socket.write(body);
  };
}

/** The same, of bytes that are made when they are asked for, so that the table holds none of them. */
export function made(status: number | string, make: () => Content, ...headers: string[]): Reply {
  return (socket) => whole(status, make(), ...headers)(socket);
}

/** Writes something, and then the same again and again, as fast as it is read. */
export function endless(start: string, more: Content): Reply {
  return (socket) => {
    const write = () => {
      while (!socket.destroyed && socket.write(more));
    };
    socket.on("drain", write);
    socket.write(start);
    write();
  };
}

/** Writes something, and then a piece every 20 ms for ever. */
export function dripping(start: string, piece: string): Reply {
  return (socket) => {
    socket.write(start);
    const timer = setInterval(() => socket.write(piece), 20);
    socket.on("close", () => clearInterval(timer));
  };
}

/** Writes something and says no more, with the connection left open. */
export function silent(start: string): Reply {
  return (socket) => socket.write(start);
}

/** Writes something and closes the connection. */
export function closing(start: Content): Reply {
  return (socket) => socket.end(start);
}

/** Bytes as one chunk of a body that comes in chunks. */
export function chunk(text: string): string {
  return `${text.length.toString(16)}\r\n${text}\r\n`;
}
