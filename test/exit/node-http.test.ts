import { execFile } from "node:child_process";
import { truncate } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { fileURLToPath } from "node:url";
import { describe, test } from "vitest";
import { serve } from "../runtime/support.ts";
import { temporaryPath } from "../runtime/node/support.ts";

const program = fileURLToPath(new URL("node-http-program.ts", import.meta.url));

/** What the program prints. Rejects if it does not end by itself, or complains. */
async function run(...args: string[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const options = { timeout: 50_000, killSignal: "SIGKILL" } as const;
    const argv = ["--import", "tsx", program, ...args];
    execFile(process.execPath, argv, options, (error, stdout, stderr) => {
      if (error !== null || stderr !== "") {
        reject(new Error(`${stdout}\n${stderr}`, { cause: error }));
      } else resolve(stdout.trim().split("\n").sort());
    });
  });
}

const readsOnly: RequestListener = (request) => void request.resume();

const answers: RequestListener = (request, response) => {
  request.resume();
  response.end("{}");
};

const refuses: RequestListener = (request, response) => {
  request.resume();
  response.writeHead(413).end();
};

const neverEndsItsAnswer: RequestListener = (request, response) => {
  request.resume();
  response.write("{");
};

const cuts: RequestListener = (request) => {
  request.once("data", () => request.socket.destroy());
};

const sources = ["text", "file", "endless", "stalled"];

describe.concurrent("the process ends by itself", () => {
  test.for<[string, RequestListener, string, string]>([
    ["after an abort while the body is sent", readsOnly, "abort", "Error"],
    ["after a timeout while the body is sent", readsOnly, "timeout", "TimeoutError"],
    ["after a success", answers, "", "resolved"],
    ["after a refusal", refuses, "", "ApiError"],
    ["after a broken connection", cuts, "", "ConnectionError"],
    ["after an abort while the answer is read", neverEndsItsAnswer, "abort", "Error"],
  ])("%s", async ([, listener, end, want], { expect, onTestFinished }) => {
    const path = await temporaryPath("sparse", "", onTestFinished);
    await truncate(path, 8_000_000_000);
    const ended = await run(await serve(listener, onTestFinished), path, end);
    const names = end === "abort" ? [...sources, "md5"] : sources;
    expect(ended).toEqual(names.map((name) => `${name}: ${want}`).sort());
  });
});
