import type { Built } from "../built.ts";

/** What is to be sent, and how often. */
export interface Task {
  /** Of the way. */
  readonly name: string;
  /** The server's base URL. */
  readonly url: string;
  readonly built: Built;
  /** Files of 10 KiB. */
  readonly paths: readonly string[];
  /** How many are sent before the measurement starts. */
  readonly warmUp: number;
  /** How many are sent while it is measured, unless `seconds` are over. */
  readonly uploads: number;
  readonly seconds: number;
  /** How many are sent at a time. */
  readonly concurrency: number;
}

export interface Measured {
  readonly uploads: number;
  readonly seconds: number;
  /** User and system, of all threads. */
  readonly cpuSeconds: number;
  /** Bytes. */
  readonly peakMemory: number;
}

/** Sends the file at one of the paths. */
export type Send = (path: string) => Promise<unknown>;

/** Makes the client that sends all of them. */
export type Way = (task: Pick<Task, "url" | "built" | "paths">) => Promise<Send> | Send;
