/** What the caller has given as a secret is in nothing that an upload keeps or tells, whoever says it back. */
import { describe, expect, test } from "vitest";
import {
  createClient,
  httpTransport,
  uploadFile,
  UploadsApi,
  type Checkpoint,
  type ClientOptions,
  type UploadFileOptions,
} from "../../../generated/src/node.ts";
import { canaries, leakIn, printed, textOf } from "../canaries.ts";
import { serve } from "../support.ts";

const { apiKey, header, cookie } = canaries;
const headers = { "api-key": header, cookie: `session=${cookie}` };
const secrets = `${apiKey} ${header} ${cookie}`;

const transports: [string, Partial<ClientOptions>][] = [
  ["fetch", { fetch: globalThis.fetch }],
  ["node:http", { transport: httpTransport() }],
];

/** What a server answers to each operation, by the last segment of its path. */
type Answers = Partial<Record<"uploads" | "parts" | "complete" | "cancel", Answer>>;
type Answer = { readonly status?: number; readonly body?: unknown } | "cut";

const created = { id: "upload_1", created_at: 1, expires_at: 3601 };
const usual: Record<keyof Answers, Exclude<Answer, "cut">> = {
  uploads: { body: created },
  parts: { body: { id: "part_1" } },
  complete: { body: { ...created, status: "completed", file: { id: "file-1" } } },
  cancel: { body: { ...created, status: "cancelled" } },
};

async function serving(answers: Answers): Promise<string> {
  return serve((request, response) => {
    request.resume().on("end", () => {
      const name = (/[^/]+$/.exec(request.url ?? "")?.[0] ?? "") as keyof Answers;
      const answer = answers[name] ?? usual[name];
      if (answer === "cut") return request.socket.destroy();
      const { status = 200, body } = answer;
      const fields = { "content-type": "application/json", "x-echo": secrets };
      return response.writeHead(status, fields).end(JSON.stringify(body));
    });
  });
}

/** Uploads one part, or three, and gives all that came of it, as text. */
async function outcomeOf(
  client: Partial<ClientOptions>,
  answers: Answers,
  options: Partial<UploadFileOptions<"batch">> = {},
): Promise<{ error: unknown; kept: string; told: string }> {
  const collected = printed();
  const told: string[] = [];
  const kept: string[] = [];
  const checkpoint = new Map<string, Checkpoint>();
  const keep = checkpoint.set.bind(checkpoint);
  checkpoint.set = (key, value) => {
    kept.push(JSON.stringify([key, value]));
    return keep(key, value);
  };
  const baseUrl = await serving(answers);
  const uploads = new UploadsApi(createClient({ apiKey, headers, baseUrl, ...client }));
  const onRestart = (reason: string) => told.push(reason);
  const all = { purpose: "batch", maxRetries: 0, checkpoint, onRestart, ...options } as const;
  const upload = () => uploadFile(uploads, new File(["hello world"], "a.txt"), all);
  const error = await upload().catch((thrown: unknown) => thrown);
  // A second time, so that what the first has left is read.
  const again = await upload().catch((thrown: unknown) => thrown);
  const printedText = collected();
  expect(leakIn(textOf(again))).toBeUndefined();
  return { error, kept: kept.join("\n"), told: told.join("\n") + printedText };
}

const refusal = (status: number, message: string): Answer => ({
  status,
  body: { error: { message, type: message, param: message, code: message } },
});

const failures: [string, Answers, Partial<UploadFileOptions<"batch">>?][] = [
  ["the creation is refused", { uploads: refusal(401, secrets) }],
  ["the Upload's id is the key", { uploads: { body: { ...created, id: apiKey } } }],
  ["the Upload's id holds the key", { uploads: { body: { ...created, id: `u-${apiKey}-1` } } }],
  ["the Upload's id is a header's value", { uploads: { body: { ...created, id: header } } }],
  ["the Upload's id is the key in capitals", { uploads: { body: { id: apiKey.toUpperCase() } } }],
  ["the Upload's id is an object with the key", { uploads: { body: { id: { apiKey } } } }],
  ["the Upload's id is a list with the key", { uploads: { body: { id: [apiKey] } } }],
  ["there is no id, but the key", { uploads: { body: { key: apiKey } } }],
  ["a part is refused", { parts: refusal(400, secrets) }],
  ["a Part's id is the key", { parts: { body: { id: apiKey } } }],
  ["a Part's id is a cookie", { parts: { body: { id: cookie } } }],
  ["a Part's id is JSON with the key", { parts: { body: { id: JSON.stringify({ apiKey }) } } }],
  ["a part is cut off", { parts: "cut" }],
  ["the Upload is not found", { parts: refusal(404, secrets) }],
  ["the Upload has expired", { parts: refusal(400, `Upload ${secrets} has expired`) }],
  ["the Upload was cancelled", { parts: refusal(400, `Upload ${secrets} was cancelled`) }],
  ["the completion is refused", { complete: refusal(400, secrets) }],
  ["the completion finds another md5", { complete: refusal(400, `md5 ${secrets}`) }],
  ["the completion fails", { complete: refusal(500, secrets) }],
  ["the completion has no file", { complete: { body: { ...created, secrets } } }],
  [
    "the cancellation is refused",
    { parts: refusal(403, secrets), cancel: refusal(400, secrets) },
    { checkpoint: undefined },
  ],
  ["a hook fails with it", {}, { onProgress: () => Promise.reject(new Error("mine")) }],
];

describe.each(transports)("over %s", (_, client) => {
  test.each(failures)("%s", async (_, answers, options) => {
    const { error, kept, told } = await outcomeOf(client, answers, options);
    expect(error).toBeInstanceOf(Error);
    expect(leakIn(textOf(error))).toBeUndefined();
    expect(leakIn(kept)).toBeUndefined();
    expect(leakIn(told)).toBeUndefined();
  });

  test("a successful one keeps none either, whatever else the server says", async () => {
    const parts = { body: { id: "part_1", object: secrets } };
    const { error, kept, told } = await outcomeOf(client, {
      uploads: { body: { ...created, filename: secrets } },
      parts,
    });
    expect(error).toMatchObject({ file: { id: "file-1" } });
    expect(kept).toContain("part_1");
    expect(leakIn(kept + told)).toBeUndefined();
  });
});

test("an id with a secret in it is refused, and the message says so", async () => {
  const answers = { uploads: { body: { ...created, id: apiKey } } };
  const { error } = await outcomeOf({}, answers);
  expect((error as Error).message).toBe(
    'creating the Upload: expected an id in the response, got "[redacted]"; check baseUrl',
  );
});
