// Hand-written. Copied from generator/runtime/uploads/command/format.ts; edit it there.
import prettyBytes from "pretty-bytes";
import type { UploadProgress } from "../progress.ts";
import type { Trouble } from "./file-state.ts";

/** Seconds as `0:07`, `12:34` or `1:02:03`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const two = (count: number) => String(count).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const start = hours > 0 ? `${hours}:${two(minutes)}` : String(minutes);
  return `${start}:${two(whole % 60)}`;
}

/** The time of day, as this machine's clock shows it. */
export function clock(milliseconds: number): string {
  const date = new Date(milliseconds);
  return [date.getHours(), date.getMinutes()].map((it) => String(it).padStart(2, "0")).join(":");
}

/** Bytes in units of a thousand. */
export function size(bytes: number): string {
  return prettyBytes(bytes);
}

/** Bytes per second; "" while that is not known. */
export function speed({ bytesPerSecond }: UploadProgress): string {
  return bytesPerSecond === undefined ? "" : `${prettyBytes(bytesPerSecond)}/s`;
}

/** Whole percent: 100 only once all parts are confirmed. */
export function percent({ bytesSent, bytesTotal }: UploadProgress): number {
  return Math.floor((100 * bytesSent) / bytesTotal);
}

/** Why there is no progress, and when there will be. */
export function troubleText({ reason, until }: Trouble, now: number): string {
  const seconds = until === undefined ? 0 : Math.ceil((until - now) / 1000);
  return seconds > 0 ? `${reason}: again in ${duration(seconds)}` : `${reason}: trying again`;
}

/** `1 part`, `2 parts`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
