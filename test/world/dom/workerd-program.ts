// Runs in workerd. What each form of the text has become: the id of its File, or an error.
import {
  createClient,
  streamSource,
  uploadFile,
  UploadsApi,
} from "../../../generated/src/index.ts";

declare class FixedLengthStream extends TransformStream<Uint8Array, Uint8Array> {
  constructor(size: number);
}

const text = "hello world";
const creation = { filename: "a", purpose: "batch", bytes: text.length, mime_type: "a/b" } as const;
const options = { purpose: "batch", filename: "a", partSize: 4 } as const;

type Data = Blob | Uint8Array | ReadableStream<Uint8Array>;

const forms: Record<string, () => Data> = {
  bytes: () => new TextEncoder().encode(text),
  "a Blob": () => new Blob([text]),
  "a File": () => new File([text], "b.txt"),
  "a response's stream": () => streamOf(new Response(text)),
  "a FixedLengthStream": () => {
    const { readable, writable } = new FixedLengthStream(text.length);
    void streamOf(new Response(text)).pipeTo(writable);
    return readable;
  },
};

export default {
  async fetch(request: Request): Promise<Response> {
    const baseUrl = new URL(request.url).searchParams.get("baseUrl") ?? "";
    const uploads = new UploadsApi(createClient({ apiKey: "sk-test", baseUrl, maxRetries: 0 }));
    const ids: Record<string, string> = {};
    for (const [name, form] of Object.entries(forms)) {
      ids[`${name} in a part`] = await inPart(uploads, form());
      ids[name] = await whole(uploads, form());
    }
    ids["the request's body"] = await whole(uploads, streamOf(request));
    const controller = new AbortController();
    const aborted = uploads.createUpload(creation, { signal: controller.signal });
    controller.abort(new Error("enough"));
    const moved = createClient({ apiKey: "sk-test", baseUrl: baseUrl.replace("v1", "moved") });
    const redirected = new UploadsApi(moved).createUpload(creation);
    const calls = [uploads.cancelUpload("none"), aborted, redirected];
    const errors = await Promise.all(calls.map((call) => call.catch(String)));
    return Response.json({ ids, errors });
  },
};

async function inPart(uploads: UploadsApi, data: Data): Promise<string> {
  const { id } = await uploads.createUpload(creation);
  const part = await uploads.addUploadPart(id, { data });
  const done = await uploads.completeUpload(id, { part_ids: [part.id] });
  return String(done.file?.id);
}

async function whole(uploads: UploadsApi, data: Data): Promise<string> {
  const source = "getReader" in data ? streamSource(data, { size: text.length }) : data;
  return (await uploadFile(uploads, source, options)).file.id;
}

function streamOf({ body }: Body): ReadableStream<Uint8Array> {
  if (body === null) throw new Error("there is no body");
  return body;
}
