import { expect } from "vitest";
import { openFile, uploadFile, type UploadFileOptions } from "../../../generated/src/node.ts";
import { temporaryPath } from "../../runtime/node/support.ts";
import { rejection } from "../../runtime/support.ts";
import { bytes, connect, contentOf, operations } from "../../runtime/uploads/support.ts";

export type Store = NonNullable<UploadFileOptions["checkpoint"]>;

const content = bytes(1000);
const options = {
  purpose: "batch",
  partSize: 300,
  concurrency: 1,
  maxRetries: 0,
  md5: false,
} as const;

/** Has an upload fail after two of its four parts, goes on with it, and uploads the same file once more. */
export async function journey(checkpoint: Store, name = "a?b&c.txt"): Promise<void> {
  const { server, uploads } = connect({
    faults: ({ index }) => (index === 3 ? { kind: "reset", afterBytes: 0 } : undefined),
  });
  const path = await temporaryPath(name, content);
  const reasons: string[] = [];
  const onRestart = (reason: string) => reasons.push(reason);
  const upload = async () => {
    await using source = await openFile(path);
    return await uploadFile(uploads, source, { ...options, checkpoint, onRestart });
  };
  expect(await rejection(upload())).toMatchObject({
    cause: { message: expect.stringContaining("connection failed") as string },
  });
  const resumed = await upload();
  expect((await contentOf(server, resumed)).equals(content)).toBe(true);
  const again = await upload();
  expect((await contentOf(server, again)).equals(content)).toBe(true);
  expect(operations(server)).toEqual([
    ...["uploads", "parts", "parts", "parts"],
    ...["parts", "parts", "complete"],
    ...["uploads", "parts", "parts", "parts", "parts", "complete"],
  ]);
  expect(server.uploads().map(({ status }) => status)).toEqual(["completed", "completed"]);
  expect(reasons).toEqual([]);
}

/** What an upload with a store is refused with, before anything is sent. */
export async function refusal(checkpoint: unknown): Promise<TypeError> {
  const { server, uploads } = connect();
  await using source = await openFile(await temporaryPath("a.txt", content));
  const given = { ...options, checkpoint: checkpoint as Store };
  const error = await rejection(uploadFile(uploads, source, given));
  expect(error).toBeInstanceOf(TypeError);
  expect(operations(server)).toEqual([]);
  return error as TypeError;
}

/** What an upload with a store fails with, and what becomes of the Upload. */
export async function failure(checkpoint: Store): Promise<{ error: Error; statuses: string[] }> {
  const { server, uploads } = connect();
  await using source = await openFile(await temporaryPath("a.txt", content));
  const error = (await rejection(uploadFile(uploads, source, { ...options, checkpoint }))) as Error;
  return { error, statuses: server.uploads().map(({ status }) => status) };
}

/** The adapter that a message tells to write, made of a store under the name that the message has for it. */
export function advised({ message }: Error, name: string, store: unknown): Store {
  const adapter = /\{ get: .* \}/.exec(message)?.[0] ?? "";
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- that it can be copied from there is what is tested
  const make = new Function(name, `return ${adapter}`) as (store: unknown) => Store;
  return make(store);
}
