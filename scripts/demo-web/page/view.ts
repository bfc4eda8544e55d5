/** What the page shows, by the state of the upload. */
import type { UploadProgress } from "../../../generated/src/index.ts";
import { bytesOf, durationOf } from "./format.ts";
import { PartsMap } from "./map.ts";

export type State = "idle" | "sending" | "paused" | "failed" | "done";

export function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element #${id}`);
  return found;
}

const map = new PartsMap(element("map"));
const buttonsOf: Readonly<Record<State, readonly string[]>> = {
  idle: [],
  sending: ["pause", "cancel"],
  paused: ["resume", "cancel"],
  failed: ["resume", "cancel"],
  done: ["next"],
};
let progress: UploadProgress | undefined;
let isDrawing = false;
let told = { percent: 0, at: 0 };

export function showState(state: State, text: string): void {
  element("drop").hidden = state !== "idle";
  element("upload").hidden = state === "idle";
  element("done").hidden = state !== "done";
  element("state").textContent = text;
  element("state").classList.toggle("bad", state === "failed");
  const focused = element("buttons").contains(document.activeElement);
  const wanted = buttonsOf[state];
  for (const button of element("buttons").children)
    button.toggleAttribute("hidden", !wanted.includes(button.id));
  // The button that had the focus may be gone.
  if (focused && wanted[0]) element(wanted[0]).focus();
  if (state !== "sending") {
    element("speed").textContent = "–";
    element("left").textContent = "–";
  }
  say(text);
}

/** To screen readers. */
export function say(text: string): void {
  element("said").textContent = text;
}

export function showFile({ name, size }: File): void {
  element("name").textContent = name;
  element("size").textContent = bytesOf(size);
  progress = undefined;
  told = { percent: 0, at: 0 };
  map.clear();
  element("again").textContent = "0";
  element("parts").textContent = "–";
  showPercent(0);
}

/** `count` is how often any part was. */
export function showResent(index: number, count: number): void {
  element("again").textContent = String(count);
  map.markResent(index);
}

/** Draws at most once per frame. */
export function showProgress(latest: UploadProgress): void {
  progress = latest;
  if (isDrawing) return;
  isDrawing = true;
  requestAnimationFrame(() => {
    isDrawing = false;
    if (progress) draw(progress);
  });
}

function draw({ bytesSent, bytesTotal, bytesPerSecond, secondsLeft, ...rest }: UploadProgress) {
  const percent = Math.floor((100 * bytesSent) / bytesTotal);
  showPercent(percent);
  element("speed").textContent =
    bytesPerSecond === undefined ? "–" : `${bytesOf(bytesPerSecond)}/s`;
  element("left").textContent = secondsLeft === undefined ? "–" : durationOf(secondsLeft);
  element("parts").textContent = `${rest.partsDone} of ${rest.partsTotal}`;
  map.show(rest.parts);
  if (percent - told.percent < 25 && Date.now() - told.at < 5000) return;
  if (percent - told.percent >= 25) say(`${percent} % sent`);
  told = { percent, at: Date.now() };
  map.describe();
}

function showPercent(percent: number): void {
  element("percent").textContent = `${percent} %`;
  element("bar").style.setProperty("--done", `${percent}%`);
  element("bar").ariaValueNow = String(percent);
}
