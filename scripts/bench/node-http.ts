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
    await post(`${url}/parts`, agent, buffer.subarray(0, end - start));
  });
  return undefined;
};

function post(url: string, agent: Agent, data: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      "content-type": "multipart/form-data; boundary=x",
      "content-length": head.length + data.length + tail.length,
    };
    const outgoing = request(url, { method: "POST", agent, headers }, (answer) => {
      answer.resume().on("end", resolve);
    });
    outgoing.on("error", reject);
    outgoing.write(head);
    outgoing.write(data);
    outgoing.end(tail);
  });
}
