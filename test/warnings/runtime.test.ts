import { expect, test } from "vitest";
import { loadRuntime } from "../../generator/load/runtime.ts";
import { runtimeWarnings } from "../../generator/warnings/runtime.ts";
import { sampleApi, sampleOperation, sampleService } from "../emit/sample-api.ts";

const text = `export interface ParcelOperations {
  sendParcel(id: string): Promise<void>;
  dropParcel(id: string): Promise<void>;
}
interface Parcel {
  readonly id: string;
}
`;
const runtime = [{ path: "parcels/options.ts", text }];

/** Classes with the methods given. */
function apiWith(classes: Readonly<Record<string, readonly string[]>>) {
  const services = Object.entries(classes).map(([className, methods]) =>
    sampleService({
      className,
      operations: methods.map((methodName) => sampleOperation({ methodName })),
    }),
  );
  return sampleApi({ services });
}

const remedy =
  "  Keep the operationId with the overlay action that npm run spec:pull prints, or follow the change there: " +
  "npm run check:types says where.\n";
const calls = "but generator/runtime/parcels/options.ts calls it as ParcelOperations\n";

test.each<[string, Readonly<Record<string, readonly string[]>>, string[]]>([
  ["has all", { LettersApi: [], ParcelsApi: ["dropParcel", "sendParcel", "findParcel"] }, []],
  [
    "has most",
    { LettersApi: [], ParcelsApi: ["sendParcel", "dropPackage"] },
    [`a.yaml: ParcelsApi has no dropParcel, ${calls}${remedy}`],
  ],
  ["is missing", {}, [`a.yaml: there is no class, ${calls}${remedy}`]],
])(
  "the warnings of a class that %s of the methods that hand-written code calls",
  (_, given, want) => {
    expect(runtimeWarnings(apiWith(given), "a.yaml", runtime)).toEqual(want);
  },
);

test("the runtime of the Uploads API calls four methods", async () => {
  const api = apiWith({ UploadsApi: ["createUpload", "completeUpload"] });
  expect(runtimeWarnings(api, "a.yaml", await loadRuntime("uploads")).join("")).toContain(
    "UploadsApi has no addUploadPart, cancelUpload, but generator/runtime/uploads/options.ts",
  );
});

test("what every API uses calls none", async () => {
  expect(runtimeWarnings(apiWith({}), "a.yaml", await loadRuntime())).toEqual([]);
});
