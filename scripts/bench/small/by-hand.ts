/** Posts a body and resolves with what the JSON of the response holds. */
export type Post = (
  path: string,
  type: string,
  body: string | Uint8Array<ArrayBuffer>,
) => Promise<{ id: string }>;

const json = "application/json";
const head = Buffer.from(
  '--x\r\nContent-Disposition: form-data; name="data"; filename="blob"\r\nContent-Type: application/octet-stream\r\n\r\n',
);
const tail = Buffer.from("\r\n--x--\r\n");

export function toCreation(content: Uint8Array) {
  return {
    filename: "a.bin",
    purpose: "assistants",
    bytes: content.length,
    mime_type: "application/octet-stream",
  } as const;
}

/** The three requests as plain as they get: no retries, no timeouts, errors as they come. */
export async function uploadByHand(post: Post, content: Uint8Array): Promise<void> {
  const { id } = await post("/uploads", json, JSON.stringify(toCreation(content)));
  const form = Buffer.concat([head, content, tail]);
  const part = await post(`/uploads/${id}/parts`, "multipart/form-data; boundary=x", form);
  await post(`/uploads/${id}/complete`, json, JSON.stringify({ part_ids: [part.id] }));
}
