/** A server that reads requests, forgets them and answers; it tells its parent its URL. */
import { createServer, type AddressInfo } from "node:net";

/** An Upload, a Part, whatever is asked for. */
const content = JSON.stringify({
  id: "any_1",
  object: "upload",
  status: "completed",
  created_at: 0,
  expires_at: 3600,
  file: { id: "file_1" },
});
const answer = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${content.length}\r\n\r\n${content}`;
const lastChunk = "0\r\n\r\n";

const server = createServer((socket) => {
  /** Bytes until the end of the request; Infinity while it comes in chunks, 0 between requests. */
  let left = 0;
  let tail = "";
  socket.on("error", () => undefined);
  socket.on("data", (data) => {
    let { length } = data;
    if (left === 0) {
      const end = data.indexOf("\r\n\r\n") + 4;
      const head = data.toString("latin1", 0, end);
      left = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? Infinity);
      length -= end;
    }
    left -= length;
    if (left === Infinity) {
      tail = (tail + data.toString("latin1", data.length - lastChunk.length)).slice(
        -lastChunk.length,
      );
      if (tail === lastChunk) left = 0;
    }
    if (left === 0) socket.write(answer);
  });
});
server.listen(0, "127.0.0.1", () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.once("disconnect", () => process.exit());
