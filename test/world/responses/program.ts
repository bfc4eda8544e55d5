/**
 * Makes one call per kind of response, and prints as JSON how each ended, and by how much the memory of the process has
 * grown meanwhile over what normal calls take. Arguments: base URL, transport, JSON of the kinds' timeouts by name.
 */
import { createClient, UploadsApi } from "../../../generated/src/node.ts";

/** How a call has ended. */
export interface Ending {
  readonly error?: string;
  readonly status?: number;
  readonly message: string;
  readonly milliseconds: number;
  /** Bytes by which the most memory that the process has ever taken has grown. */
  readonly grown: number;
}

/** What the program prints. */
export interface Report {
  readonly endings: Readonly<Record<string, Ending>>;
  /** As that of an ending, over all calls. */
  readonly grown: number;
}

const [server = "", transport = "", timeouts = ""] = process.argv.slice(2);
const announced = { filename: "a", purpose: "assistants", bytes: 5, mime_type: "a/b" } as const;

function call(kind: string, timeout = 20_000): Promise<unknown> {
  const fetch = transport === "fetch" ? globalThis.fetch : undefined;
  const baseUrl = `${server}/${encodeURIComponent(kind)}`;
  const client = createClient({ apiKey: "sk-test-1234", baseUrl, fetch, timeout, maxRetries: 1 });
  return new UploadsApi(client).createUpload(announced);
}

const mostMemory = () => process.resourceUsage().maxRSS * 1024;

async function ending(kind: string, timeout?: number): Promise<Ending> {
  const before = mostMemory();
  const start = Date.now();
  const { name, status, message } = await call(kind, timeout).then(
    () => ({ name: undefined, status: undefined, message: "" }),
    (error: unknown) => error as Error & { status?: number },
  );
  const milliseconds = Date.now() - start;
  return {
    ...(name !== undefined && { error: name }),
    ...(status !== undefined && { status }),
    message: message.slice(0, 2000),
    milliseconds,
    grown: mostMemory() - before,
  };
}

for (let count = 0; count < 100; count++) await call("normal");
const normal = mostMemory();
const endings: Record<string, Ending> = {};
const entries = Object.entries(JSON.parse(timeouts) as Record<string, number | null>);
// What waits for a timeout takes no memory to speak of: all of it waits together.
const waiting = entries.map(async ([kind, timeout]) => {
  if (timeout !== null) endings[kind] = await ending(kind, timeout);
});
await Promise.all(waiting);
for (const [kind, timeout] of entries) {
  if (timeout === null) endings[kind] = await ending(kind);
}
const report: Report = { endings, grown: mostMemory() - normal };
console.log(JSON.stringify(report));
process.exit();
