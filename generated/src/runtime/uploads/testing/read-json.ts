// Hand-written. Copied from generator/runtime/uploads/testing/read-json.ts; edit it there.
import { TextDecoder } from "node:util";
import { Refusal, unsupportedMediaType } from "./errors.ts";
import { parseMediaType } from "./header-values.ts";
import type { Incoming } from "./incoming.ts";
import { readBody } from "./read-body.ts";

/** The request's JSON body, parsed. */
export async function readJson(request: Incoming): Promise<unknown> {
  const contentType = request.headers.get("content-type");
  if (parseMediaType(contentType)?.type !== "application/json") {
    throw unsupportedMediaType(contentType, "application/json");
  }
  const text = await readText(request);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw notJson(error);
  }
}

/** Reads a body that has to be empty. */
export async function readNothing(request: Incoming): Promise<void> {
  const text = await readText(request);
  if (text === "") return;
  const message = `The body has ${text.length} characters: this operation takes none.`;
  throw new Refusal(400, message, { code: "invalid_body" });
}

async function readText(request: Incoming): Promise<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const decode = (chunk?: Uint8Array) => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch (error) {
      throw notJson(error);
    }
  };
  let text = "";
  for await (const chunk of readBody(request)) text += decode(chunk);
  return text + decode();
}

function notJson(error: unknown): Refusal {
  const message = `The body is not JSON in UTF-8: ${String(error)}`;
  return new Refusal(400, message, { code: "invalid_body" });
}
