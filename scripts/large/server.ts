/** The test server in a process of its own. Its argument is an empty folder for the content. */
import { serve } from "../../test/crash/serve.ts";

/** What the server knows of the last Upload. */
export interface Received {
  readonly status: string | undefined;
  /** Bytes. */
  readonly size: number;
  /** As the uploader gave it. A completed Upload has it. */
  readonly md5: string | undefined;
}

const served = await serve({ directory: process.argv[2] ?? "" });
process.on("message", () => {
  const upload = served.uploads().at(-1);
  const size = upload?.parts.reduce((sum, part) => sum + part.size, 0) ?? 0;
  process.send?.({ status: upload?.status, size, md5: served.md5() } satisfies Received);
});
process.once("disconnect", () => process.exit());
process.send?.(served.baseUrl);
