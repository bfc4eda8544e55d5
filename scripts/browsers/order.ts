/** What the page is asked to do, and what it tells: both go through JSON. */

export interface Order {
  readonly source: "picked" | "memory" | "stream" | "own file system";
  readonly place: "page" | "worker";
  readonly md5: boolean;
  /** Bytes. */
  readonly partSize: number;
  readonly concurrency: number;
}

/** The File's id, or what went wrong. */
export type Told = { readonly file: string } | { readonly failure: string; readonly why: string };
