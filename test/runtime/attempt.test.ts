// A transport may say itself how much of a body has gone: reading it says little where it is read far ahead.
import { expect, onTestFinished, test, vi } from "vitest";
import { multipart } from "../../generator/runtime/multipart.ts";
import type { Transport, TransportRequest } from "../../generator/runtime/transport.ts";
import { clientOf, readAll, rejection } from "./support.ts";

const encode = multipart({ data: { kind: "binary", required: true } });
const body = { data: new Blob([new Uint8Array(2 ** 20)]) };
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function post(transport: Transport, options: object): Promise<unknown> {
  const client = clientOf({ transport, maxRetries: 0 });
  return client.request("POST", "/parts", { body, encode }, options);
}

test("onSent is told what the transport says, not what it reads", async () => {
  const seen: number[] = [];
  const transport: Transport = async ({ bytes, sent }) => {
    sent(0);
    await readAll(bytes);
    for (const total of [10, 20, 2 ** 20]) sent(total);
    return Response.json({});
  };
  await post(transport, { onSent: (total: number) => seen.push(total) });
  expect(seen).toEqual([10, 20, 2 ** 20]);
});

test("a body that was handed over whole is stalled when the transport says nothing more", async () => {
  const transport: Transport = async ({ bytes, sent, signal }) => {
    await bytes.return();
    sent(10);
    return new Promise((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason as Error));
    });
  };
  const error = await rejection(post(transport, { stallTimeout: 50 }));
  expect(error).toMatchObject({ name: "TimeoutError", timeout: 50 });
});

test("one that moves on is not, however long it takes", async () => {
  const transport: Transport = async ({ bytes, sent }) => {
    await bytes.return();
    for (let turn = 1; turn < 9; turn++) {
      sent(turn);
      await wait(100);
    }
    return Response.json({});
  };
  expect(await post(transport, { stallTimeout: 500 })).toEqual({});
});

test("what is said before the body is read ends no wait for its source", async () => {
  const transport: Transport = async ({ bytes, sent }) => {
    sent(0);
    await bytes.return();
    await wait(200);
    return Response.json({});
  };
  expect(await post(transport, { stallTimeout: 50 })).toEqual({});
});

test("what is said after the end has no effect, and leaves no timer", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  let told: TransportRequest["sent"] | undefined;
  const onSent = vi.fn();
  const transport: Transport = ({ sent }) => {
    told = sent;
    return Promise.resolve(Response.json({}));
  };
  await post(transport, { stallTimeout: 1000, onSent });
  told?.(100);
  expect(vi.getTimerCount()).toBe(0);
  expect(onSent).not.toHaveBeenCalled();
});

test("an error of onSent ends the call", async () => {
  const failure = new Error("of the hook");
  const transport: Transport = ({ sent, signal }) => {
    sent(1);
    return Promise.reject(signal.reason as Error);
  };
  const onSent = () => {
    throw failure;
  };
  expect(await rejection(post(transport, { onSent }))).toBe(failure);
});
