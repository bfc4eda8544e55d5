// Hand-written. Copied from generator/runtime/uploads/command/connect.ts; edit it there.
import { environmentVariable } from "../../environment.ts";
import type { Transport } from "../../transport.ts";
import type { UploadOperations } from "../options.ts";
import type { CommandFacts } from "./facts.ts";
import { messageOf } from "./message.ts";
import { proxiedTransport } from "./proxy.ts";
import { UsageError } from "./usage-error.ts";

/** What requests are sent with. */
export interface Connection {
  /** The operations over this transport. */
  over(transport: Transport): UploadOperations;
  readonly transport: Transport;
}

/**
 * Makes ready to send. Throws a UsageError where there is no key, which no command line is a place for, since others can
 * read it; and for a base URL that can't be.
 */
export async function connect(
  facts: CommandFacts,
  baseUrl: string | undefined,
): Promise<Connection> {
  checkBaseUrl(baseUrl);
  const { apiKey: key } = facts.variables;
  if (environmentVariable(key) === undefined)
    throw new UsageError(`${key} is not set; set it to your key`);
  const loaded = await facts.load();
  const transport = proxiedTransport();
  const over = (given: Transport) => loaded.connect({ baseUrl, transport: given });
  try {
    over(transport);
  } catch (error) {
    throw new UsageError(messageOf(error), { cause: error });
  }
  return { over, transport };
}

/** Throws for one with a user part: other users of the machine can read command lines. */
export function checkBaseUrl(baseUrl: string | undefined): void {
  if (baseUrl !== undefined && /^[^/?#]*\/\/[^/?#]*@/.test(baseUrl))
    throw new UsageError("--base-url must have no user part; set it in the environment instead");
}
