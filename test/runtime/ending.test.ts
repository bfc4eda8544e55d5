/** What ends an attempt, whether anybody has asked for its signal or not, and whenever. */
import { expect, test, vi } from "vitest";
import { Ending, onAbort, unlessAborted, within } from "../../generator/runtime/abort.ts";

const reason = { because: "I said so" };

test.each(["before", "after"])("a signal that is asked for %s the abort has its reason", (when) => {
  const ending = new Ending();
  const early = when === "before" ? ending.signal : undefined;
  ending.abort(reason);
  expect(ending.signal).toMatchObject({ aborted: true, reason });
  expect(ending.signal).toBe(early ?? ending.signal);
});

test("without a reason, the signal has the platform's", () => {
  const ending = new Ending();
  const { signal } = ending;
  ending.abort();
  expect(signal.reason).toMatchObject({ name: "AbortError" });
});

test("it aborts once: the first reason stays", () => {
  const ending = new Ending();
  const callback = vi.fn();
  onAbort(ending, callback);
  ending.abort(reason);
  ending.abort("later");
  expect(callback).toHaveBeenCalledTimes(1);
  expect(ending).toMatchObject({ aborted: true, reason });
  expect(ending.signal.reason).toBe(reason);
});

test("who waits for it, for its signal, or listens to that is called, once each", () => {
  const ending = new Ending();
  const calls: string[] = [];
  onAbort(ending, () => calls.push("ending"));
  onAbort(ending.signal, () => calls.push("signal"));
  ending.signal.addEventListener("abort", () => calls.push("listener"));
  ending.abort();
  expect(calls.sort()).toEqual(["ending", "listener", "signal"]);
});

test.each<[string, (ending: Ending) => AbortSignal | Ending]>([
  ["it", (ending) => ending],
  ["its signal", (ending) => ending.signal],
])("who no longer waits for %s is not called, and others still are", (_, of) => {
  const ending = new Ending();
  const gone = vi.fn();
  const there = vi.fn();
  const stop = onAbort(of(ending), gone);
  stop();
  onAbort(of(ending), there);
  stop();
  ending.abort();
  expect(gone).not.toHaveBeenCalled();
  expect(there).toHaveBeenCalledTimes(1);
});

test("who comes late is called at once", () => {
  const ending = new Ending();
  ending.abort();
  const callback = vi.fn();
  onAbort(ending, callback);
  onAbort(ending.signal, callback);
  expect(callback).toHaveBeenCalledTimes(2);
});

test("what is waited for is given up with its reason, and handed over when it comes late", async () => {
  const ending = new Ending();
  let give: (value: string) => void = () => undefined;
  const late = vi.fn();
  const waiting = unlessAborted(
    ending,
    () => new Promise<string>((resolve) => (give = resolve)),
    late,
  );
  ending.abort(reason);
  await expect(waiting).rejects.toBe(reason);
  give("late");
  await expect.poll(() => late).toHaveBeenCalledWith("late");
});

test("a signal that is asked for after the time limit has the error of that", async () => {
  let given: Ending | undefined;
  const error: unknown = await within(1, "look", (ending) => {
    given = ending;
    return new Promise(() => undefined);
  }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ message: "look did not settle within 1 ms" });
  expect(given?.signal.reason).toBe(error);
});
