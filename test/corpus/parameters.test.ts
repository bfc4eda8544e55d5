import { basename } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { GeneratedFile } from "../../generator/files/generated-file.ts";
import { serve } from "../runtime/support.ts";
import { compile } from "../support/compile.ts";
import { generateFrom } from "../support/generate.ts";
import { hasSharedSpecs, needsSharedSpecs, sharedSpecs } from "../support/shared-specs.ts";
import { callerOf, load, type Caller } from "./generated-client.ts";

const document = "readme-params-style-31.json";
const values = `primitive: "a b", array: ["x", "y z"], object: { name: "f", description: "&" }`;
const inPath = `"a b", ["x", "y z"], { name: "f", description: "&" }`;

// The values are those of the tables of styles in OpenAPI, percent-encoded as RFC 3986 has it.
const lines: [call: string, want: string][] = [
  [
    `QueryApi queryStandard({ ${values} })`,
    "GET /anything/query?primitive=a%20b&array=x&array=y%20z&name=f&description=%26",
  ],
  [
    `QueryApi queryFormNonExploded({ ${values} })`,
    "GET /anything/query/form?primitive=a%20b&array=x,y%20z&object=name,f,description,%26",
  ],
  [
    `QueryApi queryFormExploded({ ${values} })`,
    "POST /anything/query/form?primitive=a%20b&array=x&array=y%20z&name=f&description=%26",
  ],
  [
    `QueryApi querySpaceDelimitedNonExploded({ array: ["x", "y"] })`,
    "GET /anything/query/spaceDelimited?array=x%20y",
  ],
  [
    `QueryApi queryPipeDelimitedNonExploded({ array: ["x", "y"] })`,
    "GET /anything/query/pipeDelimited?array=x%7Cy",
  ],
  [
    `QueryApi queryDeepObjectNonExploded({ object: { name: "f", description: "&" } })`,
    "GET /anything/query/deepObject?object%5Bname%5D=f&object%5Bdescription%5D=%26",
  ],
  [`PathApi pathsStandard(${inPath})`, "GET /anything/path/a%20b/x,y%20z/name,f,description,%26"],
  [
    `PathApi pathsMatrixNonExploded(${inPath})`,
    "GET /anything/path/matrix/;primitive=a%20b/;array=x,y%20z/;object=name,f,description,%26",
  ],
  [
    `PathApi pathsMatrixExploded(${inPath})`,
    "POST /anything/path/matrix/;primitive=a%20b/;array=x;array=y%20z/;name=f;description=%26",
  ],
  [
    `PathApi pathsLabelNonExploded(${inPath})`,
    "GET /anything/path/label/.a%20b/.x,y%20z/.name,f,description,%26",
  ],
  [
    `PathApi pathsLabelExploded(${inPath})`,
    "POST /anything/path/label/.a%20b/.x.y%20z/.name=f.description=%26",
  ],
  [
    `PathApi pathsSimpleExploded(${inPath})`,
    "POST /anything/path/simple/a%20b/x,y%20z/name=f,description=%26",
  ],
];

// A fragment, which tells apart what some documents have at one path, is never sent.
const headers: [call: string, want: Record<string, string>][] = [
  [
    `HeaderApi headersStandard({ ${values} })`,
    { primitive: "a b", array: "x,y z", object: "name,f,description,&" },
  ],
  [
    `HeaderApi headersSimpleExploded({ ${values} })`,
    { primitive: "a b", array: "x,y z", object: "name=f,description=&" },
  ],
  [
    `CookieApi cookiesStandard({ ${values} })`,
    { cookie: "primitive=a%20b; array=x; array=y%20z; name=f; description=%26" },
  ],
  [
    `CookieApi cookiesFormNonExploded({ ${values} })`,
    { cookie: "primitive=a%20b; array=x,y%20z; object=name,f,description,%26" },
  ],
];

describe.skipIf(!hasSharedSpecs)(`${document}${needsSharedSpecs}`, () => {
  const calls = [...lines, ...headers].map(([call]) => call);
  let files: GeneratedFile[];
  let caller: Caller;
  beforeAll(async () => {
    const file = sharedSpecs("corpus").find((path) => basename(path) === document) ?? document;
    const codes = calls.map((call) => `new api.${call.replace(" ", "(client).")}`);
    files = [...(await generateFrom(file)), callerOf(codes)];
    caller = await load(files);
  }, 60_000);

  /** What a server gets of a call. */
  async function sent(call: string) {
    const received: { line: string; headers: Record<string, unknown> }[] = [];
    const baseUrl = await serve(({ method, url, headers }, response) => {
      received.push({ line: `${method ?? ""} ${url ?? ""}`, headers });
      response.setHeader("content-type", "application/json").end("{}");
    });
    await caller(calls.indexOf(call), baseUrl);
    return received[0];
  }

  test("the calls compile", () => {
    expect(compile(files)).toEqual([]);
  });

  test.each(lines)("%s → %s", async (call, want) => {
    expect((await sent(call))?.line).toBe(want);
  });

  test.each(headers)("%s → headers", async (call, want) => {
    expect((await sent(call))?.headers).toMatchObject(want);
  });
});
