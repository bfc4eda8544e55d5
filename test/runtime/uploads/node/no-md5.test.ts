import type * as crypto from "node:crypto";
import { expect, test, vi } from "vitest";
import { openFile, uploadFile } from "../../../../generated/src/node.ts";
import { temporaryPath } from "../../node/support.ts";
import { rejection } from "../../support.ts";
import { bytes, connect } from "../support.ts";

// As Node is where OpenSSL is set up for FIPS 140, which forbids md5.
vi.mock("node:crypto", async (original) => {
  const module = await original<typeof crypto>();
  const createHash = (algorithm: string) => {
    if (algorithm !== "md5") return module.createHash(algorithm);
    throw new Error("error:0308010C:digital envelope routines::unsupported");
  };
  return { ...module, createHash };
});

const options = { purpose: "batch", filename: "a" } as const;
const sources = {
  bytes: () => bytes(10),
  "a path": () => temporaryPath("a", bytes(10)),
  "an open file": async () => openFile(await temporaryPath("a", bytes(10))),
};

test.each(Object.entries(sources))(
  "an upload of %s without md5 fails before anything is sent, and says how to do without",
  async (_, make) => {
    const { server, uploads } = connect();
    const source = await make();
    const error = await rejection(uploadFile(uploads, source, options));
    expect((error as Error).message).toBe(
      "this runtime has no md5 (Error: error:0308010C:digital envelope routines::unsupported); " +
        "set md5: false to do without",
    );
    expect(server.requests()).toEqual([]);
    await uploadFile(uploads, source, { ...options, md5: false });
    expect(server.uploads()).toMatchObject([{ status: "completed" }]);
    if (typeof source === "object" && "close" in source) await source.close();
  },
);
