/** A worker that uploads a stream of as many bytes as its request asks for: `?baseUrl=…&bytes=…`. */
import { createClient, streamSource, uploadFile, UploadsApi } from "../../generated/src/index.ts";

const chunkSize = 65_536;

function stream(bytes: number): ReadableStream<Uint8Array> {
  let left = bytes;
  return new ReadableStream({
    pull(controller) {
      if (left === 0) {
        controller.close();
        return;
      }
      const chunk = new Uint8Array(Math.min(chunkSize, left)).fill(left % 251);
      left -= chunk.length;
      controller.enqueue(chunk);
    },
  });
}

export default {
  async fetch(request: Request): Promise<Response> {
    const { searchParams } = new URL(request.url);
    const size = Number(searchParams.get("bytes"));
    const baseUrl = searchParams.get("baseUrl") ?? "";
    const uploads = new UploadsApi(createClient({ apiKey: "sk-test", baseUrl }));
    const source = streamSource(stream(size), { size, name: "a.bin" });
    const options = { purpose: "fine-tune", partSize: 8 * 2 ** 20, concurrency: 2 } as const;
    const { file } = await uploadFile(uploads, source, options);
    return Response.json(file);
  },
};
