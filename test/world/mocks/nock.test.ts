/** nock 14: https://github.com/nock/nock */
// Before nock: what comes after it would have its `http.request` for good.
import { behavesWith } from "./conformance.ts";
import nock from "nock";
import { describe, expect, onTestFinished, test } from "vitest";
import { ConnectionError } from "../../../generated/src/index.ts";
import { rejection } from "../../runtime/support.ts";
import { announced } from "./checks.ts";
import { operations, realServer } from "./support.ts";
import { withNock } from "./with-nock.ts";

behavesWith(withNock(nock), ["node:http", "fetch"]);

describe.each(["node:http", "fetch"] as const)("over %s", (way) => {
  test("what is not mocked reaches nobody, and the error says so", async () => {
    const real = await realServer();
    nock.activate();
    nock.disableNetConnect();
    onTestFinished(() => {
      nock.enableNetConnect();
      nock.restore();
    });
    const error = await rejection(operations(way, real.baseUrl).createUpload(announced));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(String(error)).toContain("Nock: Disallowed net connect");
    expect(real.requests).toBe(0);
  });
});
