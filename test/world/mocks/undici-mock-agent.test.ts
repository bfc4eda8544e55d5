/** The MockAgent of undici 7, which reaches the `fetch` of Node 20 too, but not `node:http`: https://undici.nodejs.org */
import * as undici from "undici";
import { behavesWith } from "./conformance.ts";
import { withMockAgent } from "./with-mock-agent.ts";

behavesWith(withMockAgent(undici), ["fetch"]);
