/** What has to be ended or removed even when this process ends in the middle. */
const endings = new Set<() => void>();

process.once("exit", () => {
  for (const end of endings) end();
});

/** Calls back when this process exits, unless the function that it returns is called first. Nothing can be waited for. */
export function atExit(end: () => void): () => void {
  endings.add(end);
  return () => endings.delete(end);
}
