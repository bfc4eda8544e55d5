// Hand-written. Copied from generator/runtime/node/answer.ts; edit it there.
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { Readable } from "node:stream";

/** The answer as the web has it. Its body is read from the connection when it is read. */
export function toResponse(answer: IncomingMessage): Response {
  const { statusCode: status = 0, statusMessage: statusText = "", rawHeaders } = answer;
  const headers = new Headers();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    headers.append(rawHeaders[at] ?? "", rawHeaders[at + 1] ?? "");
  }
  const isEmpty = [204, 205, 304].includes(status);
  if (isEmpty) answer.resume();
  const body = isEmpty ? null : (Readable.toWeb(answer) as BodyInit);
  return new Response(body, { status, statusText, headers });
}

const patched = new WeakSet<Socket>();

/**
 * Lets a socket read what has arrived before it fails on a write. A server that refuses a body answers and closes the
 * connection: the next write fails, and most often the answer would be thrown away unread.
 */
export function readBeforeFailing(socket: Socket): void {
  if (patched.has(socket)) return;
  patched.add(socket);
  const write = socket._write.bind(socket);
  const writev = socket._writev?.bind(socket);
  socket._write = (chunk, encoding, done) => write(chunk, encoding, later(done));
  if (writev) socket._writev = (chunks, done) => writev(chunks, later(done));
}

type Done = (error?: Error | null) => void;

function later(done: Done): Done {
  return (error) => {
    // The immediate comes after the event loop has read from all sockets, whatever kept it busy; Deno takes its time.
    if (error) setTimeout(() => setImmediate(done, error), 20);
    else done();
  };
}
