/**
 * A server that reads requests, forgets them and responds as the API does; it tells its parent its URL. Its arguments
 * are the paths of a key and a certificate, if it is to be one over TLS.
 */
import { readFileSync } from "node:fs";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";

const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ";
const lastChunk = "0\r\n\r\n";

/** A Part, an Upload that is completed or one that is pending. */
function respond(path: string): string {
  const created_at = Math.floor(Date.now() / 1000);
  const isPart = path.endsWith("/parts");
  const isCompleted = path.endsWith("/complete");
  const common = { bytes: 10240, created_at, filename: "a.bin", purpose: "assistants" };
  const upload = { ...common, status: isCompleted ? "completed" : "pending" };
  const file = { id: "file_1", object: "file", ...common, status: "processed" };
  const resource = isPart
    ? { id: "part_1", object: "upload.part", created_at, upload_id: "upload_1" }
    : { id: "upload_1", object: "upload", ...upload, expires_at: created_at + 3600 };
  const content = JSON.stringify(isCompleted ? { ...resource, file } : resource);
  return `${head}${content.length}\r\n\r\n${content}`;
}

function serve(socket: Socket): void {
  /** Of a request whose head has not come as a whole. */
  let begun = Buffer.alloc(0);
  /** Bytes until the end of the request; Infinity while it comes in chunks, 0 between requests. */
  let left = 0;
  let path = "";
  let tail = "";
  socket.on("error", () => undefined);
  socket.on("data", (data) => {
    if (left === 0) {
      if (begun.length) data = Buffer.concat([begun, data]);
      const end = data.indexOf("\r\n\r\n") + 4;
      begun = end < 4 ? data : Buffer.alloc(0);
      if (end < 4) return;
      const text = data.toString("latin1", 0, end);
      path = text.split(" ", 2)[1] ?? "";
      left = Number(/^content-length: *(\d+)/im.exec(text)?.[1] ?? Infinity);
      tail = "";
      data = data.subarray(end);
    }
    left -= data.length;
    if (left === Infinity) {
      tail = (tail + data.toString("latin1", Math.max(0, data.length - 5))).slice(-5);
      if (tail === lastChunk) left = 0;
    }
    if (left === 0) socket.write(respond(path));
  });
}

const [key, cert] = process.argv.slice(2);
const server =
  key && cert
    ? createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, serve)
    : createServer(serve);
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  process.send?.(`http${key ? "s" : ""}://127.0.0.1:${port}`);
});
process.once("disconnect", () => process.exit());
