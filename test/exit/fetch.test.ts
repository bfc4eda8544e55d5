import { execFile } from "node:child_process";
import type { RequestListener } from "node:http";
import { fileURLToPath } from "node:url";
import { describe, test } from "vitest";
import { serve } from "../runtime/support.ts";

const program = fileURLToPath(new URL("fetch-program.ts", import.meta.url));

/** What the program prints. Rejects if it does not end by itself, or complains. */
async function run(...args: string[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const options = { timeout: 50_000, killSignal: "SIGKILL" } as const;
    const argv = ["--import", "tsx", program, ...args];
    execFile(process.execPath, argv, options, (error, stdout, stderr) => {
      if (error !== null || stderr !== "")
        reject(new Error(`${stdout}\n${stderr}`, { cause: error }));
      else resolve(stdout.trim().split("\n").sort());
    });
  });
}

const readsOnly: RequestListener = (request) => void request.resume();

const answersAtOnce: RequestListener = (request, response) => {
  request.resume();
  response.setHeader("content-type", "application/json").end("{}");
};

const refusesAtOnce: RequestListener = (request, response) => {
  request.resume();
  response.writeHead(400).end();
};

const neverEndsItsAnswer: RequestListener = (request, response) => {
  request.resume();
  response.write("{");
};

const cuts: RequestListener = (request) => {
  request.once("data", () => request.socket.destroy());
};

const sources = ["webStream", "nodeStream", "stalledNodeStream", "iterable", "blob"];

describe.concurrent("the process ends by itself", () => {
  test.for<[string, RequestListener, string, string]>([
    ["after an abort while the body is sent", readsOnly, "abort", "Error"],
    ["after a timeout while the body is sent", readsOnly, "timeout", "TimeoutError"],
    ["after a success before the body is sent", answersAtOnce, "", "resolved"],
    ["after a refusal before the body is sent", refusesAtOnce, "", "ApiError"],
    ["after a broken connection", cuts, "", "ConnectionError"],
    ["after an abort while the answer is read", neverEndsItsAnswer, "abort", "Error"],
  ])("%s", async ([, listener, end, want], { expect, onTestFinished }) => {
    const baseUrl = await serve(listener, onTestFinished);
    const ended = await run(baseUrl, end);
    expect(ended).toEqual(sources.map((source) => `${source}: ${want}`).sort());
  });
});
