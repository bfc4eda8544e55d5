import { antigravityManager } from "./antigravity-manager.ts";
import { arrivalOrder } from "./arrival-order.ts";
import { expressMock, supabaseFunction } from "./counting.ts";
import type { LookAlike } from "./look-alike.ts";
import { aiohttpAdapter, sdkworkRouter } from "./placeholders.ts";
import { stdapi } from "./stdapi.ts";
import { asTheApi, hidesEnds, takesNoMd5 } from "./wanted.ts";

/**
 * The API as far as it is known, seven public servers, and in brackets dialects that others are said to have but whose
 * source was not found. What is the same at all of the seven: none looks at the md5.
 */
export const lookAlikes: readonly LookAlike[] = [
  { name: "api.openai.com", dialects: [], wanted: asTheApi },
  stdapi,
  antigravityManager,
  supabaseFunction,
  expressMock,
  arrivalOrder,
  aiohttpAdapter,
  sdkworkRouter,
  { name: "(takes no md5)", dialects: ["md5-is-refused"], wanted: takesNoMd5 },
  { name: "(409 when ended)", dialects: ["ended-is-409"], wanted: asTheApi },
  { name: "(410 when ended)", dialects: ["ended-is-410"], wanted: hidesEnds },
  { name: "(vague when ended)", dialects: ["ended-is-vague"], wanted: hidesEnds },
];
