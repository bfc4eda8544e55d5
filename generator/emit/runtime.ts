import type { GeneratedFile } from "../generated-file.ts";
import type { RuntimeFile } from "../load-runtime.ts";

/** `src/runtime/**`: the hand-written layer as it is, under a line that says where to edit it. */
export function emitRuntime(files: readonly RuntimeFile[]): GeneratedFile[] {
  return files.map(({ path, text }) => ({
    path: `src/runtime/${path}`,
    text: `// Hand-written. Copied from generator/runtime/${path}; edit it there.\n${text}`,
  }));
}
