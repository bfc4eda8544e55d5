/** Responses as broken, careless and hostile servers send them, and how a call that gets one has to end. */
import { brokenOnes } from "./kinds/broken.ts";
import { compressedOnes } from "./kinds/compressed.ts";
import { endlessOnes } from "./kinds/endless.ts";
import type { Kind } from "./kinds/kind.ts";
import { deepOnes, hugeOnes } from "./kinds/large.ts";
import { oddOnes } from "./kinds/odd.ts";
import { slowOnes } from "./kinds/slow.ts";

export const kinds: Readonly<Record<string, Kind>> = {
  ...endlessOnes,
  ...hugeOnes,
  ...deepOnes,
  ...compressedOnes,
  ...slowOnes,
  ...brokenOnes,
  ...oddOnes,
};
