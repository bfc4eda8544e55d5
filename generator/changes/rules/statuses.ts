import { listed, say } from "../phrase.ts";
import { successStatuses } from "../places.ts";
import type { Entry } from "../report.ts";
import type { MethodPair } from "../side.ts";

/** Which statuses a success may have. The client takes any 2xx for one, and what they carry shows in the types. */
export function statusChanges({ base, head }: MethodPair): Entry[] {
  const [old, now] = [successStatuses(base), successStatuses(head)];
  const [before, after] = [old.join(", "), now.join(", ")];
  if (old.every((status) => now.includes(status)) && old.length === now.length) return [];
  return [
    {
      verdict: "patch",
      audience: "wire only",
      operations: [head.name],
      pointer: `${head.pointer}/responses`,
      what:
        now.length === 0
          ? say`No success is declared any more`
          : say`Success is answered with ${listed(now)}`,
      before,
      after,
      action: say`Nothing to do: the client takes any 2xx for a success.`,
    },
  ];
}
