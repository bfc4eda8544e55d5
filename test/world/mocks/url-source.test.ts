/** What tests of other programs put behind URLs. undici's MockAgent is none of them: it doesn't see `node:http`. */
import * as library from "../../../generated/src/node.ts";
import * as msw from "msw";
import * as mswNode from "msw/node";
import nock from "nock";
import nock13 from "nock13";
import { describe, test } from "vitest";
import { servedByMsw, servedByNock } from "./serve-urls.ts";
import { checkUrlSource } from "./url-source-check.ts";

describe.each(["http", "https"] as const)("over %s", (scheme) => {
  test.each([
    ["msw 2", servedByMsw(msw, mswNode)],
    ["nock 14", servedByNock(nock)],
    ["nock 13", servedByNock(nock13)],
  ])("what %s serves is read", (_, serve) => checkUrlSource(library, scheme, serve));
});
