import { line } from "../../text.ts";
import { connect } from "./connect.ts";
import type { CommandFacts } from "./facts.ts";
import { failureOf } from "./message.ts";

/** Cancels an Upload. Resolves with the exit code. Throws as `upload` does. */
export async function cancel(
  facts: CommandFacts,
  id: string,
  { baseUrl }: { readonly baseUrl?: string },
): Promise<number> {
  const connection = await connect(facts, baseUrl);
  try {
    await connection.over(connection.transport).cancelUpload(id);
    process.stdout.write(`${line(id)}: cancelled\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${line(id)}: ${failureOf(error, facts).message}\n`);
    return 1;
  }
}
