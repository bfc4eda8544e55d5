/** Files behind URLs of nobody, which a mock serves: for tests of programs that call `urlSource`. */
import assert from "node:assert/strict";
import type * as onNode from "../../../generated/src/node.ts";
import { binaryContent } from "./bodies.ts";

/** What to respond with to a GET whose Range header this is. */
export type RespondTo = (range: string | null | undefined) => {
  readonly status: 206;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array<ArrayBuffer>;
};

/** Serves what GET of a path of an origin leads to, however often. Resolves when that has ended. */
export type Serve = (
  origin: string,
  path: string,
  respond: RespondTo,
  use: () => Promise<void>,
) => Promise<void>;

// More than enough to go past Node's parser, were there a connection.
const content = binaryContent(9 * 2 ** 20);

const respond: RespondTo = (range) => {
  const [, first = 0, asked = 0] = (/^bytes=(\d+)-(\d+)$/.exec(range ?? "") ?? []).map(Number);
  const last = Math.min(asked, content.length - 1);
  const contentRange = `bytes ${first}-${last}/${content.length}`;
  const headers = { etag: '"one"', "content-range": contentRange };
  return { status: 206, headers, body: content.slice(first, last + 1) };
};

/** Rejects where what the mock serves is not what is read. */
export async function checkUrlSource(
  { urlSource }: Pick<typeof onNode, "urlSource">,
  scheme: "http" | "https",
  serve: Serve,
): Promise<void> {
  const origin = `${scheme}://files.invalid`;
  await serve(origin, "/a.bin", respond, async () => {
    const source = await urlSource(`${origin}/a.bin`, { maxRetries: 0 });
    for (const start of [0, 5_000_000]) {
      const chunks: Uint8Array[] = [];
      const range = source.read(start, content.length) as AsyncIterable<Uint8Array>;
      for await (const bytes of range) chunks.push(new Uint8Array(bytes));
      assert(Buffer.concat(chunks).equals(content.subarray(start)), "other bytes were read");
    }
    await source.fingerprint();
  });
}
