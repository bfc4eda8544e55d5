/** A completion that was sent more than once, or by a process before: the File may exist, though nothing has said so. */
import { describe, expect, test, vi } from "vitest";
import { apiError, breakOff, responseOf, uploader, type Refusal } from "./refusing.ts";

type Step = "lost" | "not done" | Refusal | undefined;

const vague = "Upload cannot be completed";

/** A server that answers its completions in turn so, and then does what it is asked. */
function completing(...steps: Step[]) {
  const answered = vi.fn();
  const upload = uploader(async (request, serve) => {
    if (!request.url.endsWith("/complete")) return serve();
    answered();
    const step = steps.shift();
    if (step === "lost") await serve();
    if (step === "lost" || step === "not done") throw new Error("cut");
    return step ? responseOf(step, { "retry-after-ms": "1" }) : serve();
  });
  return { upload, answered };
}

const mayExist = {
  end: "failed",
  checkpoint: "none",
  restarts: [],
  created: 1,
  message: expect.stringContaining("the File may exist: look for its name") as string,
};

test.each<[string, Step, Refusal]>([
  ["the response is lost", "lost", apiError(400, vague)],
  ["the response is lost", "lost", apiError(404, vague)],
  ["the response is lost", "lost", apiError(410, vague)],
  ["the response is lost", "lost", apiError(422, vague)],
  ["the response is lost", "lost", apiError(404, "no", { code: "upload_not_found" })],
  ["the connection breaks before that", "not done", apiError(400, vague)],
  ["a gateway gives up", [504, "<html>"], apiError(400, vague)],
])("%s (%j), then %j", async (_, first, then) => {
  const { upload } = completing(first, then);
  expect(await upload({ maxRetries: 2 })).toEqual(mayExist);
});

test("a vague 409 for each attempt after a lost response", async () => {
  const conflict = apiError(409, vague);
  const { upload, answered } = completing("lost", conflict, conflict);
  expect(await upload({ maxRetries: 2 })).toEqual(mayExist);
  expect(answered).toHaveBeenCalledTimes(3);
});

test.each<[string, Step, Refusal]>([
  ["was refused for now", [429, { error: { message: "slow down" } }], apiError(400, vague)],
  ["was in conflict", apiError(409, "try again"), apiError(400, vague)],
  ["took too long to arrive", [408, ""], apiError(404, vague)],
])("one that %s (%j) has made nothing", async (_, first, then) => {
  const { upload } = completing(first, then);
  const outcome = await upload({ maxRetries: 2 });
  expect(outcome).toMatchObject({ end: "failed", checkpoint: "none", created: 1 });
  expect(outcome.message).toContain("it can't be completed: ");
});

test("what the server says for certain goes before the doubt", async () => {
  const wait = apiError(409, "Upload upload_000001 is being completed: wait until that is done.");
  const { upload, answered } = completing("lost", wait, apiError(409, "Upload already completed"));
  const outcome = await upload({ maxRetries: 10 });
  expect(outcome).toMatchObject({ end: "already-completed", checkpoint: "none", created: 1 });
  expect(answered).toHaveBeenCalledTimes(3);
});

test("a page of a proxy's does not end the doubt", async () => {
  const { upload } = completing("lost", [400, "<html><h1>400 Bad Request</h1></html>"]);
  expect(await upload({ maxRetries: 1 })).toMatchObject({ end: "failed", checkpoint: "kept" });
  expect(await upload()).toMatchObject({
    end: "already-completed",
    checkpoint: "none",
    created: 0,
  });
});

describe("the next process", () => {
  test("knows that a completion was sent, and does not upload the file a second time", async () => {
    const { upload } = completing("lost", apiError(400, vague));
    expect(await upload()).toMatchObject({ end: "failed", checkpoint: "kept" });
    expect(await upload()).toEqual({ ...mayExist, created: 0 });
    expect(await upload()).toMatchObject({ end: "completed", created: 1, restarts: [] });
  });

  test("does not take a page of a proxy's for an end of the doubt, and start over", async () => {
    const { upload } = completing("lost", [409, "<html><h1>409 Conflict</h1></html>"]);
    expect(await upload()).toMatchObject({ end: "failed", checkpoint: "kept" });
    expect(await upload()).toMatchObject({ end: "failed", checkpoint: "kept", created: 0 });
    expect(await upload()).toMatchObject({ end: "already-completed", created: 0 });
  });

  test.each<[string, Refusal]>([
    ["the key was refused", apiError(401, "no")],
    ["there were too many", apiError(429, "no")],
  ])("has no doubt where %s: it starts over", async (_, refusal) => {
    const { upload } = completing(refusal, apiError(400, vague));
    expect(await upload()).toMatchObject({ end: "failed", checkpoint: "kept" });
    const again = await upload();
    expect(again).toMatchObject({ end: "completed", checkpoint: "none", created: 1 });
    expect(again.restarts).toEqual([expect.stringContaining(vague)]);
  });

  test("completes what was refused for its md5, without one", async () => {
    const refusal = apiError(400, "Unknown parameter: 'md5'", { param: "md5" });
    const upload = uploader(async (request, serve) => {
      if (!request.url.endsWith("/complete")) return serve();
      return (await request.clone().text()).includes("md5") ? responseOf(refusal) : serve();
    }, breakOff);
    await upload();
    const refused = { end: "failed", checkpoint: "kept", created: 0, restarts: [] };
    expect(await upload()).toMatchObject(refused);
    expect(await upload()).toMatchObject(refused);
    expect(await upload({ md5: false })).toMatchObject({ end: "completed", created: 0 });
  });
});
