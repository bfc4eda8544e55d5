import { expect, test } from "vitest";
import { faultsFromSeed } from "../../../../generator/runtime/uploads/testing/index.ts";

const ask = { operation: "addUploadPart", uploadId: "upload_000001" } as const;
const run = (seed: number, rate?: number) => {
  const schedule = faultsFromSeed(seed, { rate });
  return Array.from({ length: 2000 }, (_, index) => schedule({ ...ask, index }));
};

test("the same seed gives the same faults, whatever the order of asking", () => {
  const schedule = faultsFromSeed(7);
  const backwards = Array.from({ length: 2000 }, (_, at) => schedule({ ...ask, index: 1999 - at }));
  expect(backwards.reverse()).toEqual(run(7));
  expect(run(8)).not.toEqual(run(7));
});

test.each([
  [undefined, 0.2],
  [0, 0],
  [0.5, 0.5],
  [1, 1],
])("rate %s", (rate, want) => {
  const faults = run(1, rate).filter((fault) => fault !== undefined);
  expect(faults.length / 2000).toBeCloseTo(want, 1);
});

test("every kind, status and form of Retry-After", () => {
  const faults = run(1, 1).map((fault) => fault ?? { kind: "none" as const });
  const texts = faults.map((fault) =>
    fault.kind === "status" ? `${fault.status} ${fault.retryAfter?.form ?? ""}` : fault.kind,
  );
  const forms = ["", "seconds", "date", "milliseconds"];
  const statuses = [408, 409, 429, 500, 503].flatMap((status) =>
    forms.map((form) => `${status} ${form}`),
  );
  const kinds = ["response-lost", "cancelled", "created", "expired", "html", "reset", "slow"];
  expect([...new Set(texts)].sort()).toEqual([...kinds, ...statuses, "stall", "truncated"].sort());
});
