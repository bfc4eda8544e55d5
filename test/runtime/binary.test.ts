import { kindOf } from "../../generator/runtime/body.ts";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { binary, isBinary, toBinary, type BinaryInput } from "../../generator/runtime/binary.ts";

const bytes = Uint8Array.of(1, 2, 3, 4);
const png = new File([bytes], "a.png", { type: "image/png" });
const octets = "application/octet-stream";

function stream(): ReadableStream<Uint8Array> {
  return new Blob([bytes]).stream();
}

test.each<[string, BinaryInput, string | undefined, string, string]>([
  ["bytes", bytes, undefined, "blob", octets],
  ["bytes of a documented type", bytes, "audio/wav", "blob", "audio/wav"],
  ["a Blob without a type", new Blob([bytes]), "audio/wav", "blob", "audio/wav"],
  ["a Blob with a type", new Blob([bytes], { type: "a/b" }), "audio/wav", "blob", "a/b"],
  ["a File", png, "audio/wav", "a.png", "image/png"],
  ["a File without a name", new File([bytes], ""), undefined, "blob", octets],
  ["a renamed File", { data: png, filename: "b" }, undefined, "b", "image/png"],
  ["a File with no new name", { data: png, filename: "" }, undefined, "a.png", "image/png"],
  ["a File of another type", { data: png, contentType: "a/b" }, undefined, "a.png", "a/b"],
  ["a stream", stream(), "audio/wav", "blob", "audio/wav"],
])("names and types %s", (_, input, documentType, filename, contentType) => {
  expect(binary("data", input, documentType)).toMatchObject({ filename, contentType });
});

test.each([5, {}])("a filename that is %j is refused", (filename) => {
  expect(() => binary("data", { data: png, filename })).toThrow(
    new TypeError(`data.filename must be a string, got ${kindOf(filename)}`),
  );
});

test("a Blob of somebody else's whose name is no text is sent", () => {
  const named = Object.defineProperty(new Blob([]), "name", { value: 5 });
  expect(binary("data", named)).toMatchObject({ filename: "5" });
});

describe("a segment", () => {
  test("of a view is exactly its window, uncopied", () => {
    const view = new DataView(bytes.buffer, 1, 2);
    const { segment } = toBinary("data", view);
    expect(segment).toEqual(Uint8Array.of(2, 3));
    expect((segment as Uint8Array).buffer).toBe(bytes.buffer);
  });

  test("of a Blob is that Blob", () => {
    expect(toBinary("data", png).segment).toBe(png);
  });

  test.each([undefined, 4])("of a stream is open for one reading, of size %j", (size) => {
    const data = stream();
    const { segment } = toBinary("data", { data, size });
    expect(segment).toMatchObject({ field: "data", size, once: true });
    expect(data.locked).toBe(false);
  });
});

test.each<[string, unknown, boolean]>([
  ["an ArrayBuffer", new ArrayBuffer(1), true],
  ["a typed array", new Float64Array(1), true],
  ["a Blob", png, true],
  ["what looks like a Blob", { size: 0, type: "", stream, slice: () => undefined }, true],
  ["a web stream", stream(), true],
  ["a Node stream", Readable.from([bytes]), true],
  ["named bytes", { data: bytes }, true],
  ["text", "text", false],
  ["named text", { data: "text" }, false],
  ["twice named bytes", { data: { data: bytes } }, false],
  ["a list of bytes", [bytes], false],
  ["null", null, false],
  ["undefined", undefined, false],
  ["a response", new Response("x"), false],
])("%s is binary: %s", (_, value, want) => {
  expect(isBinary(value)).toBe(want);
});
