/** nock 13, which most projects still have, and which does not see `fetch`. */
import { behavesWith } from "./conformance.ts";
import nock from "nock13";
import { withNock } from "./with-nock.ts";

behavesWith(withNock(nock), ["node:http"]);
