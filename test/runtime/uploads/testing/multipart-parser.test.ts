import { describe, expect, test } from "vitest";
import { parseMultipart } from "../../../../generator/runtime/uploads/testing/multipart-parser.ts";
import { bytes, concat, split, stream, type Bytes } from "./helpers.ts";

interface ReadField {
  name: string;
  filename: string | undefined;
  contentType: string | undefined;
  content: string;
}

async function readForm(body: Bytes, chunkSize = body.length): Promise<ReadField[]> {
  const fields: { field: Omit<ReadField, "content">; pieces: Uint8Array[] }[] = [];
  for await (const event of parseMultipart(stream(split(body, chunkSize)), "xyz")) {
    if (event.type === "field") fields.push({ field: event.field, pieces: [] });
    else fields.at(-1)?.pieces.push(event.chunk);
  }
  return fields.map(({ field, pieces }) => ({
    ...field,
    content: new TextDecoder().decode(concat(pieces)),
  }));
}

const dataHead = 'Content-Disposition: form-data; name="data"\r\n\r\n';
const data = (content: string) => ({
  name: "data",
  filename: undefined,
  contentType: undefined,
  content,
});
const form = (content: string) => `--xyz\r\n${dataHead}${content}\r\n--xyz--\r\n`;

describe("a well-formed body, however it is cut into chunks", () => {
  test.each<[string, string, ReadField[]]>([
    ["plain content", form("hello"), [data("hello")]],
    ["empty content", form(""), [data("")]],
    ["content that ends in CR LF", form("hello\r\n"), [data("hello\r\n")]],
    ["content of CRs", form("\r\r\r"), [data("\r\r\r")]],
    ["a delimiter cut short", form("a\r\n--xyb\r\n--xy"), [data("a\r\n--xyb\r\n--xy")]],
    ["a delimiter cut short by another", form("\r\n--xy\r\n--x"), [data("\r\n--xy\r\n--x")]],
    ["the boundary inside a line", form("a--xyz\r\nb --xyz--"), [data("a--xyz\r\nb --xyz--")]],
    ["the boundary after LF or CR alone", form("\n--xyz\r--xyz"), [data("\n--xyz\r--xyz")]],
    ["no end of line after the closing delimiter", `--xyz\r\n${dataHead}a\r\n--xyz--`, [data("a")]],
    ["a preamble", `ignore\r\n--xy this\r\n${form("a")}`, [data("a")]],
    ["an empty line as preamble", `\r\n${form("a")}`, [data("a")]],
    ["an epilogue, a delimiter in it too", `${form("a")}ignore\r\n${form("b")}`, [data("a")]],
    ["blanks after delimiters", `--xyz \t\r\n${dataHead}a\r\n--xyz-- \t\r\n`, [data("a")]],
    ["no fields", "--xyz--\r\n", []],
    [
      "several fields",
      `--xyz\r\n${dataHead}a\r\n--xyz\r\n${dataHead}\r\n--xyz\r\n${dataHead}c\r\n--xyz--`,
      [data("a"), data(""), data("c")],
    ],
    [
      "a field without a body, not even the empty line's CR LF of its own",
      `--xyz\r\n${dataHead}--xyz\r\n${dataHead}b\r\n--xyz--`,
      [data(""), data("b")],
    ],
    [
      "all headers a file has",
      '--xyz\r\ncontent-disposition:form-data ;\tname="a b";filename="naïve %22x%22.txt"\r\nContent-Type: text/plain\r\nX-Other: 1\r\n\r\n€\r\n--xyz--\r\n',
      [{ name: "a b", filename: 'naïve "x".txt', contentType: "text/plain", content: "€" }],
    ],
    [
      "as .NET writes the name: encoded, and once more in the form of RFC 8187, which counts",
      form("a").replace(
        '"data"',
        `data; filename="=?utf-8?B?5L2g5aW9?="; filename*=utf-8''%E4%BD%A0%20%22.txt`,
      ),
      [{ ...data("a"), filename: '你 ".txt' }],
    ],
    [
      "a filename* alone, with a language",
      form("a").replace('"data"', `"data"; filename*=UTF-8'en'x`),
      [{ ...data("a"), filename: "x" }],
    ],
    [
      "a filename* in another charset, or malformed: the plain one",
      form("a").replace('"data"', `"data"; filename=b; filename*=ISO-8859-1''%E4`),
      [{ ...data("a"), filename: "b" }],
    ],
    [
      "a filename* that is not UTF-8: the plain one",
      form("a").replace('"data"', `"data"; filename=b; filename*=UTF-8''%E4`),
      [{ ...data("a"), filename: "b" }],
    ],
  ])("%s", async (_, text, want) => {
    const body = bytes(text);
    for (let size = 1; size <= body.length; size += 1) {
      expect(await readForm(body, size), `chunks of ${size}`).toEqual(want);
    }
  });

  test("cut in two anywhere, with an empty chunk between", async () => {
    const body = bytes(`preamble\r\n${form("one\r\n--xy")}epilogue`);
    for (let at = 0; at <= body.length; at += 1) {
      const fields: Uint8Array[] = [];
      const chunks = [body.slice(0, at), new Uint8Array(0), body.slice(at)];
      for await (const event of parseMultipart(stream(chunks), "xyz")) {
        if (event.type === "content") fields.push(event.chunk);
      }
      expect(new TextDecoder().decode(concat(fields))).toBe("one\r\n--xy");
    }
  });

  test("content is handed on as views of the chunks, not as copies", async () => {
    const body = bytes(form("hello\r\nworld"));
    const contents: Bytes[] = [];
    for await (const event of parseMultipart(stream([body]), "xyz")) {
      if (event.type === "content") contents.push(event.chunk);
    }
    expect(contents.map((chunk) => chunk.buffer === body.buffer)).toEqual([true]);
  });
});

describe("a malformed body", () => {
  test.each<[string, string, RegExp]>([
    ["empty", "", /ends after 0 bytes without its closing delimiter/],
    ["of another boundary", form("a").replaceAll("xyz", "abc"), /cut off/],
    ["without a closing delimiter", `--xyz\r\n${dataHead}a\r\n--xyz\r\n`, /cut off/],
    [
      "with LF line ends",
      form("a").replaceAll("\r\n", "\n"),
      /at byte 5: a line is not UTF-8 ended by CR LF/,
    ],
    ["with a CR inside a header", form("a").replace("form-data", "form\r-data"), /ended by CR LF/],
    ["with a delimiter that goes on", form("a\r\n--xyzq"), /a delimiter is followed by "q"/],
    ["with one dash after a delimiter", form("a\r\n--xyz-"), /a delimiter is followed by "-"/],
    [
      "with text after the closing delimiter",
      `${form("a").trimEnd()}b\r\n`,
      /a delimiter is followed by "--b"/,
    ],
    [
      "with a header line without a colon",
      form("a").replace("Content", "oops\r\nContent"),
      /"oops" is not "Name: value"/,
    ],
    [
      "with a folded header",
      form("a").replace("; name", ";\r\n name"),
      /" name=\\"data\\"" is not "Name: value"/,
    ],
    [
      "with a blank before the colon",
      form("a").replace("Disposition:", "Disposition :"),
      /is not "Name: value"/,
    ],
    ["with a NUL in a header", form("a").replace('"data"', '"da\0ta"'), /is not "Name: value"/],
    [
      "with the same header twice",
      form("a").replace("Content", "X: 1\r\nx: 2\r\nContent"),
      /two x headers/,
    ],
    ["without any headers", "--xyz\r\n\r\na\r\n--xyz--\r\n", /Content-Disposition is undefined/],
    [
      "with another disposition",
      form("a").replace("form-data", "attachment"),
      /Content-Disposition is "attachment;/,
    ],
    [
      "without a name",
      form("a").replace('; name="data"', ""),
      /Content-Disposition is "form-data"/,
    ],
    ["with two names", form("a").replace("; name", '; name="x"; name'), /Content-Disposition is/],
    ["with an unclosed quote", form("a").replace('data"\r', "data\r"), /Content-Disposition is/],
    [
      "with a quote escaped by a backslash",
      form("a").replace('"data"', '"da\\"ta"'),
      /Content-Disposition is/,
    ],
    ["with size", form("a").replace('"data"', '"data"; size=1'), /no other parameters/],
    [
      "in base64",
      form("YQ==").replace("Content-D", "Content-Transfer-Encoding: base64\r\nContent-D"),
      /"base64": send the bytes/,
    ],
    [
      "with headers over 16 kB",
      form("a").replace("Content-D", `X: ${"x".repeat(16_384)}\r\nContent-D`),
      /longer than 16384 bytes/,
    ],
    [
      "with a header that never ends",
      `--xyz\r\nX: ${"x".repeat(16_384)}`,
      /longer than 16384 bytes/,
    ],
    [
      "with 33 headers",
      form("a").replace("Content-D", `${headers(32)}Content-D`),
      /more than 32 headers/,
    ],
  ])("%s", async (_, text, message) => {
    const body = bytes(text);
    for (const size of [1, 2, 3, 7, 1000, Infinity]) {
      await expect(readForm(body, size)).rejects.toMatchObject({
        status: 400,
        message: expect.stringMatching(message) as unknown,
        details: { code: "invalid_multipart" },
      });
    }
  });

  test("with a name that is not UTF-8", async () => {
    const body = bytes(form("a"));
    body[body.indexOf(0x22) + 1] = 0xff;
    await expect(readForm(body)).rejects.toThrow("a line is not UTF-8");
  });

  test("cut off anywhere before its last dash", async () => {
    const body = bytes(`--xyz\r\n${dataHead}one\r\n--xyz\r\n${dataHead}two\r\n--xyz--`);
    for (let length = 0; length < body.length; length += 1) {
      await expect(readForm(body.slice(0, length)), `${length} bytes`).rejects.toThrow(
        "was cut off",
      );
    }
  });
});

test("32 headers and just under 16 kB of them are accepted", async () => {
  const long = `X-Long: ${"x".repeat(15_800)}\r\n`;
  const body = bytes(form("a").replace("Content-D", `${headers(30)}${long}Content-D`));
  expect(await readForm(body)).toEqual([data("a")]);
});

test("the limit on headers is per field", async () => {
  const field = `--xyz\r\nX: ${"x".repeat(10_000)}\r\n${dataHead}a\r\n`;
  expect(await readForm(bytes(`${field}${field}--xyz--`))).toEqual([data("a"), data("a")]);
});

function headers(count: number): string {
  return Array.from({ length: count }, (_, index) => `X-${index}: 1\r\n`).join("");
}
