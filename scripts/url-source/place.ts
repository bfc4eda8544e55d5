import type { Mode } from "./servers.ts";

/** Where a content lies, behind a URL. */
export interface Place extends AsyncDisposable {
  readonly name: string;
  /** Puts a content there, in place of what was there. The ways differ in what a server has open. */
  put(content: Uint8Array, way?: "rewritten" | "replaced"): Promise<void>;
  /** Its URL. Undefined where there is no such mode. */
  url(mode?: Mode): Promise<string | undefined>;
  /** A URL that expires after so many seconds. Undefined where the server has none. */
  signed(seconds: number): Promise<string | undefined>;
}
