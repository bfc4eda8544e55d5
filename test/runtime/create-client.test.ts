// What `createClient` of the generated package makes of its options, and of the environment.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import * as portable from "../../generated/src/index.ts";
import * as onNode from "../../generated/src/node.ts";
import { canary, rejection } from "./support.ts";

type Options = NonNullable<Parameters<typeof portable.createClient>[0]>;

const variables = ["OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"];

beforeEach(() => {
  for (const name of variables) vi.stubEnv(name, undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

const body = {
  filename: "a.txt",
  purpose: "assistants",
  bytes: 1,
  mime_type: "text/plain",
} as const;

/** Options as plain JavaScript may give them. */
const loosely = (options: object) => options as Options;

describe.each([
  ["openai-uploads", portable.createClient],
  ["openai-uploads/node", onNode.createClient],
])("of %s", (_, createClient) => {
  /** The request that a call makes. */
  async function requestOf(options: Options, query?: string): Promise<Request> {
    const seen: Request[] = [];
    const fetch = (request: Request) => {
      seen.push(request);
      return Promise.resolve(Response.json({}));
    };
    await createClient({ ...options, fetch }).POST("/uploads", {
      body,
      ...(query !== undefined && { querySerializer: () => query }),
    });
    const [request] = seen;
    if (request === undefined) throw new Error("nothing was sent");
    return request;
  }

  test.each([
    ["Null", null],
    ["String", canary],
    ["Array", [canary]],
  ])("options that are %s are refused", (kind, given) => {
    expect(() => createClient(given as never)).toThrow(
      new TypeError(`options of createClient must be an object, got ${kind}`),
    );
  });

  describe("an option that there is not is a TypeError that names the right one:", () => {
    test.each([
      ["baseURL", "baseUrl"],
      ["base_url", "baseUrl"],
      ["baseurl", "baseUrl"],
      ["url", "baseUrl"],
      ["endpoint", undefined],
      ["apikey", "apiKey"],
      ["api_key", "apiKey"],
      ["key", "apiKey"],
      ["organisation", "organization"],
      ["organizationId", "organization"],
      ["projectId", "project"],
      ["defaultHeaders", "headers"],
      ["defaultQuery", "query"],
      ["timeOut", "timeout"],
      ["timout", "timeout"],
      ["tiemout", "timeout"],
      ["max_retries", "maxRetries"],
      ["retries", "maxRetries"],
      ["fetchOptions", "fetch"],
      ["httpAgent", undefined],
      ["dangerouslyAllowBrowser", undefined],
      ["toString", undefined],
    ])("%s", (name, meant) => {
      const all =
        "apiKey, baseUrl, fetch, transport, headers, query, timeout, maxRetries, maxRetryDelay, maxResponseBytes, maxErrorBytes";
      const remedy = meant
        ? `did you mean ${meant}?`
        : `its options are ${all}, organization, project`;
      expect(() => createClient(loosely({ apiKey: canary, [name]: "x" }))).toThrow(
        new TypeError(`createClient has no option ${name}; ${remedy}`),
      );
    });
  });

  describe("the key", () => {
    test("is the variable's, where none is given", async () => {
      vi.stubEnv("OPENAI_API_KEY", ` ${canary}\n`);
      for (const options of [{}, { apiKey: undefined }]) {
        const { headers } = await requestOf(options);
        expect(headers.get("authorization")).toBe(`Bearer ${canary}`);
      }
    });

    test("is the given one before the variable's, and null for none", async () => {
      vi.stubEnv("OPENAI_API_KEY", canary);
      const own = await requestOf({ apiKey: "sk-own" });
      expect(own.headers.get("authorization")).toBe("Bearer sk-own");
      expect((await requestOf({ apiKey: null })).headers.get("authorization")).toBeNull();
    });

    test.each([undefined, "", " "])("is asked for by the variable's name: %j there", (value) => {
      vi.stubEnv("OPENAI_API_KEY", value);
      expect(() => createClient()).toThrow(
        new TypeError("apiKey must be set: pass a key, null to send none, or set OPENAI_API_KEY"),
      );
    });

    test("that is given empty is refused, whatever the variable", () => {
      vi.stubEnv("OPENAI_API_KEY", canary);
      expect(() => createClient({ apiKey: "" })).toThrow(TypeError);
    });
  });

  describe("the URL", () => {
    test.each<[string | undefined, string | undefined, string]>([
      [undefined, undefined, "https://api.openai.com/v1"],
      [undefined, "", "https://api.openai.com/v1"],
      [undefined, "https://proxy.example/v1", "https://proxy.example/v1"],
      ["https://own.example/v1", "https://proxy.example/v1", "https://own.example/v1"],
    ])("given %j, with %j in the variable", async (baseUrl, value, want) => {
      vi.stubEnv("OPENAI_BASE_URL", value);
      expect((await requestOf({ apiKey: canary, baseUrl })).url).toBe(`${want}/uploads`);
    });

    test("of the variable that is none is told by the variable's name", () => {
      vi.stubEnv("OPENAI_BASE_URL", "proxy.example");
      expect(() => createClient({ apiKey: canary })).toThrow(
        new TypeError('OPENAI_BASE_URL must be an http(s) URL, got "proxy.example"'),
      );
    });
  });

  describe("organization and project", () => {
    const sent = async (options: Options) => {
      const { headers } = await requestOf({ apiKey: canary, ...options });
      return [headers.get("OpenAI-Organization"), headers.get("OpenAI-Project")];
    };

    test("are not sent unless they are given", async () => {
      expect(await sent({})).toEqual([null, null]);
    });

    test("become their headers", async () => {
      expect(await sent({ organization: "org-1", project: "proj_1" })).toEqual(["org-1", "proj_1"]);
    });

    test("are the variables', but for those that are given; null sends none", async () => {
      vi.stubEnv("OPENAI_ORG_ID", "org-2");
      vi.stubEnv("OPENAI_PROJECT_ID", "proj_2");
      expect(await sent({})).toEqual(["org-2", "proj_2"]);
      expect(await sent({ organization: null, project: "proj_1" })).toEqual([null, "proj_1"]);
    });

    test("give way to headers that are given", async () => {
      const headers = { "openai-organization": "org-3" };
      expect(await sent({ organization: "org-1", headers })).toEqual(["org-3", null]);
    });
  });

  describe("the query", () => {
    test.each<[string, Options["query"], string | undefined, string]>([
      [
        "is sent",
        { "api-version": "2025-04-01-preview" },
        undefined,
        "?api-version=2025-04-01-preview",
      ],
      ["is percent-encoded", { "a&b": "c d=é" }, undefined, "?a%26b=c%20d%3D%C3%A9"],
      ["takes numbers and truth values", { a: 1, b: true }, undefined, "?a=1&b=true"],
      ["leaves out what is undefined", { a: undefined }, undefined, ""],
      ["comes after the operation's", { a: 1 }, "b=2", "?b=2&a=1"],
      ["gives way to the operation's", { a: 1, ba: 3 }, "a=2", "?a=2&ba=3"],
    ])("%s", async (_, query, own, want) => {
      const { url } = await requestOf({ apiKey: canary, query }, own);
      expect(url).toBe(`https://api.openai.com/v1/uploads${want}`);
    });
  });

  test("the variables of other APIs are left alone", async () => {
    vi.stubEnv("OPENAI_API_KEY", canary);
    vi.stubEnv("API_KEY", "other");
    expect((await requestOf({})).headers.get("authorization")).toBe(`Bearer ${canary}`);
  });
});

describe("where there is no environment:", () => {
  test.each<[string, object]>([
    ["no process", { process: undefined }],
    ["a process without env, as a bundler's", { process: { browser: true } }],
    ["a process with an empty env", { process: { env: {} } }],
  ])("%s", (_, globals) => {
    vi.stubEnv("OPENAI_API_KEY", canary);
    const create = () => portable.createClient({});
    for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
    expect(create).toThrow(/OPENAI_API_KEY/);
  });
});

test.each([
  ["granted", true],
  ["prompt", false],
  ["denied", false],
])("on Deno, with the permission %s", async (state, isRead) => {
  const asked: unknown[] = [];
  const permissions = {
    querySync(of: unknown) {
      asked.push(of);
      return { state };
    },
  };
  vi.stubEnv("OPENAI_API_KEY", canary);
  vi.stubGlobal("Deno", { permissions });
  const create = () => portable.createClient({ fetch: () => Promise.resolve(Response.json({})) });
  if (isRead) expect(await create().POST("/uploads", { body })).toMatchObject({ data: {} });
  else expect(create).toThrow(/OPENAI_API_KEY/);
  expect(asked).toContainEqual({ name: "env", variable: "OPENAI_API_KEY" });
});

test.each([
  ["agents", "did you mean agent?"],
  ["ca", "its options are agent, tls"],
])("an option of httpTransport that there is not, too: %s", (name, remedy) => {
  const create = () => onNode.httpTransport({ [name]: 1 });
  expect(create).toThrow(new TypeError(`httpTransport has no option ${name}; ${remedy}`));
});

test("an option of uploadFile that there is not is a TypeError that names the right one", async () => {
  const fetch = vi.fn();
  for (const { createClient, uploadFile, UploadsApi } of [portable, onNode]) {
    const uploads = new UploadsApi(createClient({ apiKey: canary, fetch }));
    for (const [name, meant] of [
      ["mime_type", "mimeType"],
      ["contentType", "mimeType"],
      ["chunkSize", "partSize"],
      ["part_size", "partSize"],
      ["concurency", "concurrency"],
      ["expires_after", "expiresAfter"],
      ["onprogress", "onProgress"],
      ["abortSignal", "signal"],
      ["fileName", "filename"],
      ["name", "filename"],
    ] as const) {
      const given = { purpose: "batch", [name]: 1 } as const;
      expect(await rejection(uploadFile(uploads, new Blob(["x"]), given))).toEqual(
        new TypeError(`uploadFile has no option ${name}; did you mean ${meant}?`),
      );
    }
  }
  expect(fetch).not.toHaveBeenCalled();
});
