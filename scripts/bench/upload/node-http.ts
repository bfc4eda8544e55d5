import { open } from "node:fs/promises";
import { Agent, request } from "node:http";
import { partSize } from "./files.ts";
import { inParallel } from "./in-parallel.ts";
import type { Way } from "./way.ts";

const head = Buffer.from(
  '--x\r\nContent-Disposition: form-data; name="data"; filename="blob"\r\nContent-Type: application/octet-stream\r\n\r\n',
);
const tail = Buffer.from("\r\n--x--\r\n");

/** As plain as it gets: four buffers the size of a part. Much memory, for speed. */
export const nodeHttp: Way = async ({ path, size, url }) => {
  const agent = new Agent({ keepAlive: true });
  const buffers = [0, 1, 2, 3].map(() => Buffer.allocUnsafeSlow(partSize));
  await using file = await open(path);
  await inParallel(size, async (start, end, lane) => {
    const [buffer] = buffers.slice(lane);
    if (!buffer) return;
    for (let at = start; at < end;) {
      at += (await file.read(buffer, at - start, end - at, at)).bytesRead;
    }
    const { outgoing, responded } = post(url, agent, end - start);
    outgoing.write(buffer.subarray(0, end - start));
    outgoing.end(tail);
    await responded;
  });
  return undefined;
};

/** What the transport does and nothing else: a buffer per connection, filled again once it is written. */
export const nodeHttpSmall: Way = async ({ path, size, url }) => {
  const agent = new Agent({ keepAlive: true });
  const buffers = [0, 1, 2, 3].map(() => Buffer.allocUnsafeSlow(4 * 2 ** 20));
  await using file = await open(path);
  await inParallel(size, async (start, end, lane) => {
    const [buffer] = buffers.slice(lane);
    if (!buffer) return;
    const { outgoing, responded } = post(url, agent, end - start);
    for (let at = start; at < end;) {
      const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, end - at), at);
      at += bytesRead;
      await new Promise<void>((resolve) => {
        outgoing.write(buffer.subarray(0, bytesRead), () => resolve());
      });
    }
    outgoing.end(tail);
    await responded;
  });
  return undefined;
};

function post(url: string, agent: Agent, size: number) {
  const headers = {
    "content-type": "multipart/form-data; boundary=x",
    "content-length": head.length + size + tail.length,
  };
  const outgoing = request(`${url}/parts`, { method: "POST", agent, headers });
  outgoing.write(head);
  const responded = new Promise((resolve, reject) => {
    outgoing.on("response", (response) => response.resume().on("end", resolve));
    outgoing.on("error", reject);
  });
  return { outgoing, responded };
}
