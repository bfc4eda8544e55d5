import { expect, test } from "vitest";
import { createUploadsServer } from "../../../../generator/runtime/uploads/testing/index.ts";
import { responses } from "../../../support/recorded-responses.ts";
import { partBody, post, postJson, postPart } from "./helpers.ts";

// The server against what api.openai.com has sent: the same properties, in the same order, null or absent alike.

const path = "/uploads/upload_000001";
const body = { purpose: "fine-tune", filename: "eight.jsonl", bytes: 8, mime_type: "text/jsonl" };
const ids = [
  [/upload_000001/g, "upload_1"],
  [/part_000001/g, "part_1"],
  [/file-000001/g, "file-1"],
] as const;

/** As text, since that has an order; ids are as the server counts them. */
function asRecorded(answer: { body: unknown }): string {
  const text = JSON.stringify(answer.body);
  return ids.reduce((changed, [ours, theirs]) => changed.replace(ours, theirs), text);
}

/** Like .NET's client: https://learn.microsoft.com/dotnet/api/system.net.http.multipartformdatacontent. */
const head = "form-data; name=data; filename=data; filename*=utf-8''data";

test("created, sent in two parts, completed", async () => {
  let now = 1_800_000_000_000;
  const server = createUploadsServer({ now: () => now });
  expect(asRecorded(await postJson(server, "/uploads", body))).toBe(
    JSON.stringify(responses.pending),
  );
  now += 1000;
  const part = await postPart(server, "upload_000001", partBody("\u0001\u0002\u0003\u0004", head));
  expect(asRecorded(part)).toBe(JSON.stringify(responses.part));
  await postPart(server, "upload_000001", partBody("\u0005\u0006\u0007\u0008", head));
  const completed = await postJson(server, `${path}/complete`, {
    part_ids: ["part_000001", "part_000002"],
  });
  expect(asRecorded(completed)).toBe(JSON.stringify(responses.completed));
});

test("created and cancelled", async () => {
  const server = createUploadsServer({ now: () => 1_800_000_000_000 });
  await postJson(server, "/uploads", body);
  expect(asRecorded(await post(server, `${path}/cancel`))).toBe(
    JSON.stringify(responses.cancelled),
  );
});
