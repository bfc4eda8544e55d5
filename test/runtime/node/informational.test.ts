import type { Socket } from "node:net";
import { expect, test } from "vitest";
import { httpTransport } from "../../../generator/runtime/node/http-transport.ts";
import { urlSource } from "../../../generator/runtime/uploads/node/url-source.ts";
import { rejection } from "../support.ts";
import { send, serveRaw } from "./support.ts";

const hint = "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n";
const final =
  "HTTP/1.1 206 Partial Content\r\nContent-Length: 1\r\n" +
  'ETag: "a"\r\nContent-Range: bytes 0-0/1\r\n\r\na';
const message = "more than 1000 informational responses (1xx) and no final one";

const hints = (count: number) => (socket: Socket) =>
  socket.once("data", () => socket.write(hint.repeat(count) + final));

test("a response after 1000 informational ones is read", async () => {
  const url = await serveRaw(hints(1000));
  const response = await send(httpTransport(), url, { method: "GET" });
  expect([response.status, await response.text()]).toEqual([206, "a"]);
  expect(await urlSource(url)).toMatchObject({ size: 1 });
});

test("a request with more of them has failed", async () => {
  const url = await serveRaw(hints(1001));
  expect(await rejection(send(httpTransport(), url, { method: "GET" }))).toMatchObject({ message });
  expect(await rejection(urlSource(url, { maxRetries: 0 }))).toMatchObject({
    problem: "connection",
    message: expect.stringContaining(message) as string,
  });
});
