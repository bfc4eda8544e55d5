/** From what the user does to what is sent. */
import { bytesOf } from "./format.ts";
import { watchSettings } from "./settings.ts";
import { unfinished } from "./store.ts";
import { cancel, upload } from "./upload.ts";
import { element, say, showFile, showProgress, showResent, showState } from "./view.ts";

class Stopped extends Error {}

let current: File | undefined;
let running: AbortController | undefined;
let resent = 0;

const input = element("file") as HTMLInputElement;
const drop = element("drop");
input.addEventListener("change", () => take(input.files?.[0]));
for (const type of ["dragover", "dragleave", "drop"] as const)
  document.addEventListener(type, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", type === "dragover");
    if (type === "drop" && !drop.hidden) take(event.dataTransfer?.files[0]);
  });
on("pause", () => running?.abort(new Stopped("Paused")));
on("resume", () => void run());
on("cancel", () => void discard());
on("discard", () => void discard());
on("next", reset);
watchSettings();
void offerToResume();

function on(id: string, listener: () => void): void {
  element(id).addEventListener("click", listener);
}

function take(file: File | undefined): void {
  if (!file) return;
  current = file;
  resent = 0;
  element("notice").hidden = true;
  showFile(file);
  void run();
  element("pause").focus();
}

async function run(): Promise<void> {
  const file = current;
  if (!file) return;
  const controller = (running = new AbortController());
  showState("sending", "Uploading");
  try {
    const done = await upload(file, {
      signal: controller.signal,
      onProgress: showProgress,
      onResend: (index) => showResent(index, ++resent),
    });
    element("file-object").textContent = JSON.stringify(done, undefined, 2);
    showState("done", "Uploaded");
  } catch (error) {
    if (running !== controller || current !== file) return;
    if (error instanceof Stopped) showState("paused", "Paused. What was stored is kept.");
    else showState("failed", error instanceof Error ? error.message : String(error));
  }
}

async function discard(): Promise<void> {
  current = undefined;
  running?.abort(new Stopped("Cancelled"));
  await cancel().catch(() => undefined);
  reset();
  say("Cancelled");
}

function reset(): void {
  current = undefined;
  input.value = "";
  element("notice").hidden = true;
  showState("idle", "");
  input.focus();
}

/** After a reload: the page no longer has the file, so the user picks it again. */
async function offerToResume(): Promise<void> {
  const last = await unfinished();
  if (!last) return;
  const { filename, size } = last.identity;
  const parts = Object.keys(last.parts).length;
  const stored = parts === 1 ? "1 part is stored" : `${parts} parts are stored`;
  element("notice-text").textContent =
    `${filename} (${bytesOf(Number(size))}) is not finished: ${stored}. Choose the file again to go on.`;
  element("notice").hidden = false;
}
