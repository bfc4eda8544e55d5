import { antigravityManager } from "./antigravity-manager.ts";
import { arrivalOrder } from "./arrival-order.ts";
import { expressMock, supabaseFunction } from "./counting.ts";
import type { LookAlike } from "./look-alike.ts";
import { aiohttpAdapter, sdkworkRouter } from "./placeholders.ts";
import { stdapi } from "./stdapi.ts";

/** The API as it is known, the seven public servers, and what some say of servers whose source is not public. */
export const lookAlikes: readonly LookAlike[] = [
  { name: "api.openai.com", dialects: [] },
  stdapi,
  antigravityManager,
  supabaseFunction,
  expressMock,
  arrivalOrder,
  aiohttpAdapter,
  sdkworkRouter,
  { name: "refuses md5", dialects: ["md5-is-refused"] },
  { name: "409 when ended", dialects: ["ended-is-409"] },
  { name: "410 when ended", dialects: ["ended-is-410"] },
  { name: "vague", dialects: ["ended-is-vague"] },
];
