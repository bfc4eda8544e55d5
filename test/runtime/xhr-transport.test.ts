import { afterEach, expect, test, vi } from "vitest";
import { multipart } from "../../generator/runtime/multipart.ts";
import { xhrTransport } from "../../generator/runtime/xhr-transport.ts";
import { clientOf, rejection } from "./support.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const encode = multipart({ data: { kind: "binary", required: true } });
const post = (options: object = {}) =>
  clientOf({ maxRetries: 0, ...options }).request("POST", "/parts", {
    body: { data: new Blob(["text"]) },
    encode,
  });

const used = new Error("XMLHttpRequest was used");
/** As a function of the browser's prints itself. */
function native(name: string, call: () => unknown): unknown {
  const code = `function ${name}() { [native code] }`;
  printed.set(call, code);
  return Object.defineProperty(call, "name", { value: name });
}
const printed = new Map<unknown, string>();
function asInBrowser(globals: Record<string, unknown>): void {
  const print = vi.spyOn(Function.prototype, "toString");
  const original = print.getMockImplementation();
  print.mockImplementation(function (this: () => unknown) {
    return printed.get(this) ?? original?.call(this) ?? "";
  });
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
}
const browsersXhr = () =>
  native("XMLHttpRequest", function () {
    throw used;
  });
const own = () => Promise.resolve(Response.json("from fetch"));

test("without an XMLHttpRequest there is no such transport", () => {
  expect(() => xhrTransport()).toThrow(/this environment lacks XMLHttpRequest/);
});

test("where both are the browser's own, XMLHttpRequest sends", async () => {
  asInBrowser({ XMLHttpRequest: browsersXhr(), fetch: native("fetch", own) });
  expect(await rejection(post())).toMatchObject({ cause: used });
});

test.each<[string, () => Record<string, unknown>]>([
  ["fetch is a test's", () => ({ XMLHttpRequest: browsersXhr(), fetch: vi.fn(own) })],
  ["fetch is bound", () => ({ XMLHttpRequest: browsersXhr(), fetch: own.bind(null) })],
  [
    "fetch is wrapped in a Proxy",
    () => ({ XMLHttpRequest: browsersXhr(), fetch: new Proxy(own, {}) }),
  ],
  [
    "XMLHttpRequest is a library's",
    () => ({
      XMLHttpRequest: function () {
        throw used;
      },
      fetch: native("fetch", own),
    }),
  ],
])("where %s, fetch sends", async (_, globals) => {
  asInBrowser(globals());
  expect(await post()).toBe("from fetch");
});

test("a fetch that is replaced after the client was made is used", async () => {
  asInBrowser({ XMLHttpRequest: browsersXhr(), fetch: native("fetch", own) });
  const client = clientOf({ maxRetries: 0 });
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json("from the test")));
  const call = client.request("POST", "/", { body: { data: new Blob(["text"]) }, encode });
  expect(await call).toBe("from the test");
});

test.each(["fetch", "transport"])("a client's %s is used in a browser, too", async (option) => {
  asInBrowser({ XMLHttpRequest: browsersXhr(), fetch: native("fetch", own) });
  expect(await post({ [option]: () => Promise.resolve(Response.json("the client's")) })).toBe(
    "the client's",
  );
});
