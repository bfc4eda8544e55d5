/** Responses that break off, and what is no response. */
import { chunk, closing, head, silent } from "../wire.ts";
import { broken, json, chunked, upload, refused, type Kind } from "./kind.ts";

export const brokenOnes: Readonly<Record<string, Kind>> = {
  "a connection that is closed at once": { reply: closing(""), want: broken },
  "a connection that is reset": { reply: (socket) => socket.resetAndDestroy(), want: broken },
  "a success that is cut off": {
    reply: closing(head(200, json, "Content-Length: 99") + upload),
    want: broken,
  },
  "a success that is cut off between chunks": {
    reply: closing(head(200, json, chunked) + chunk(upload)),
    want: broken,
  },
  "JSON that stops in the middle": { reply: closing(`${head(200, json)}{"id":"`), want: broken },
  "a refusal that is cut off": {
    reply: closing(head(413, "Content-Length: 99") + "too big"),
    want: refused(413, "too big"),
  },
  "a chunk of no size": { reply: silent(head(200, json, chunked) + "x\r\n"), want: broken },
  "another protocol": { reply: silent("SSH-2.0-OpenSSH_9.2\r\n"), want: broken },
  "a reason that no terminal should get": {
    reply: silent("HTTP/1.1 400 \x1b[31mred\x07\r\nContent-Length: 0\r\n\r\n"),
    want: refused(400),
  },
  "two lengths": {
    reply: silent(head(200, json, "Content-Length: 9", "Content-Length: 10") + upload),
    want: broken,
  },
};
