import { environmentVariable } from "../../environment.ts";
import type { Transport } from "../../transport.ts";
import type { UploadOperations } from "../options.ts";
import type { CommandFacts, Library, Loaded } from "./facts.ts";
import { messageOf } from "./message.ts";
import { proxyFor, transportThrough } from "./proxy.ts";
import { UsageError } from "./usage-error.ts";

/** What requests are sent with. */
export interface Connection {
  readonly library: Library;
  readonly transport: Transport;
  /** The operations, sent over a transport. */
  over(transport: Transport): UploadOperations;
}

/**
 * Prepares the client. Throws a UsageError if the environment has no key (there is no option for it, because other users can
 * read command lines), and for an invalid base URL or proxy.
 */
export async function connect(
  facts: CommandFacts,
  baseUrl: string | undefined,
): Promise<Connection> {
  const { apiKey: key } = facts.variables;
  if (environmentVariable(key) === undefined)
    throw new UsageError(`${key} is not set; set it to your key`);
  const loaded = await facts.load();
  const { library } = loaded;
  const url = serverOf(facts, loaded, baseUrl);
  const over = (transport: Transport) => loaded.connect({ baseUrl, transport });
  try {
    // Only checks the options: nothing is sent.
    over(library.httpTransport());
  } catch (error) {
    throw new UsageError(messageOf(error), { cause: error });
  }
  return { library, over, transport: transportThrough(proxyFor(url), url, library.httpTransport) };
}

/** Where requests go. Throws for a user part: other users of the machine can read command lines. */
export function serverOf(
  { variables }: CommandFacts,
  { server = "" }: Loaded,
  baseUrl: string | undefined,
): string {
  if (baseUrl !== undefined && /^[^/?#]*\/\/[^/?#]*@/.test(baseUrl))
    throw new UsageError("--base-url must have no user part; set it in the environment instead");
  return baseUrl ?? environmentVariable(variables["baseUrl"] ?? "") ?? server;
}
