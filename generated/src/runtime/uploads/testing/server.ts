// Hand-written. Copied from generator/runtime/uploads/testing/server.ts; edit it there.
import { needGlobals } from "../../platform.ts";
import { checkDialects } from "./dialects.ts";
import { toIncoming, type FetchInput, type Incoming } from "./incoming.ts";
import { numbered } from "./resources.ts";
import { respond, type Context, type OpenRecord } from "./respond.ts";
import type { UploadsServer, UploadsServerOptions } from "./server-types.ts";
import { snapshotOf } from "./snapshots.ts";
import { UploadsStore } from "./uploads-store.ts";

/**
 * Makes an Uploads server for tests: give its `fetch` to a client, or put it behind a port. The same requests in the
 * same order give the same ids. Content is copied as it arrives, so a sender may use its buffers again.
 *
 * What is known about api.openai.com, and done here:
 * - The properties of an Upload, a Part and a File, their order, and which are null or absent; that a File has its
 *   Upload's `created_at`; an Upload's hour: the sessions that openai-dotnet has recorded
 *   (tests/SessionRecords/UploadsTests).
 * - The six purposes, and that `filename*=` is read: FilesTests of the same.
 * - The limits of 8 GB in all and 64 MB a Part, the sum of the Parts named, the md5, 30 days for a File for `batch`,
 *   `expires_after`, the images that go with `vision`: the API's reference and guides.
 * - The shape of an error: the same, and OpenAI's own libraries.
 *
 * What is not known, and made up here:
 * - Status, `code` and wording of each refusal, above all for an Upload that has ended (400 here).
 * - That MB and GB mean MiB and GiB.
 * - How strict it is: nothing unknown, nothing twice, nothing malformed and no empty Part is accepted, but a Part without a
 *   filename is, and any media type for purposes other than `vision`.
 * - That Parts may add up to more than `bytes`, as long as those that are named don't.
 * - Ids, which are counted.
 *
 * @param options The clock, limits, and what goes wrong.
 * @throws {TypeError} A dialect does not exist, or two contradict each other.
 * @example
 * const server = createUploadsServer();
 * const uploads = new UploadsApi(createClient({ apiKey: "any", fetch: server.fetch }));
 *
 * const { file } = await uploadFile(uploads, new Blob(["{}"]), {
 *   purpose: "user_data",
 *   filename: "a.json",
 * });
 * console.log(await server.file(file.id)?.text(), server.requests());
 */
export function createUploadsServer(options: UploadsServerOptions = {}): UploadsServer {
  const { now = () => Date.now(), basePath = "/v1", apiKey, maxPartBytes = 64 * 2 ** 20 } = options;
  const { faults, directory } = options;
  const store = new UploadsStore(now, directory, checkDialects(options.dialects));
  const context: Context = { store, basePath, apiKey, maxPartBytes, now, faults };
  const records: OpenRecord[] = [];
  const inFlight = new Set<Incoming>();

  async function fetch(input: FetchInput, init?: unknown): Promise<Response> {
    needGlobals("Headers", "Response");
    const request = toIncoming(input, init ?? {});
    const index = records.length;
    const id = numbered("req_", index + 1);
    const { method, path } = request;
    const record: OpenRecord = { id, method, path, status: undefined };
    records.push(record);
    inFlight.add(request);
    try {
      const { status, headers, body } = await respond(context, { request, index, record });
      record.status = status;
      return new Response(body, { status, headers: { ...headers, "x-request-id": id } });
    } catch (error) {
      (init as Bindings | undefined)?.outgoing?.destroy?.();
      throw error;
    } finally {
      inFlight.delete(request);
    }
  }

  return {
    fetch,
    uploads: () => store.uploads().map(snapshotOf),
    file: (id) => store.file(id),
    requests: () => records.map((record) => ({ ...record })),
    inFlight: () => inFlight.size,
  };
}

/** What `@hono/node-server` passes. */
interface Bindings {
  readonly outgoing?: { destroy?(): unknown };
}
