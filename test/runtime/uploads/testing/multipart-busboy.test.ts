import { Busboy } from "@fastify/busboy";
import { expect, test } from "vitest";
import { parseMultipart } from "../../../../generator/runtime/uploads/testing/multipart-parser.ts";
import { bytes, concat, split, stream, type Bytes } from "./helpers.ts";

// The parser against an independent one, over bodies made from a seed.

interface Field {
  name: string;
  filename: string | undefined;
  content: Bytes;
}

type Random = (below: number) => number;

/** mulberry32 */
function randomFrom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const boundaryCharacters = "0123456789abcXYZ'()+_,-./:=?";

function makeBoundary(random: Random): string {
  const length = 1 + random(70);
  return Array.from({ length }, () => boundaryCharacters[random(boundaryCharacters.length)]).join(
    "",
  );
}

/** Content made of what could be taken for a delimiter, and of bytes that are not text. */
function makeContent(random: Random, boundary: string): Bytes {
  const pieces = [
    "\r",
    "\n",
    "\r\n",
    "-",
    "--",
    "\r\n--",
    "\n--",
    `--${boundary}`,
    boundary,
    "x",
  ].map(bytes);
  pieces.push(
    bytes(`\r\n--${boundary}`).slice(0, -1),
    Uint8Array.of(0, 255, 13, 128),
    new Uint8Array(0),
  );
  const length = random(12);
  const content = concat(
    Array.from({ length }, () => pieces[random(pieces.length)] ?? new Uint8Array(0)),
  );
  const delimiter = `\r\n--${boundary}`;
  const isClear = !Buffer.from(`\r\n${Buffer.from(content).toString("latin1")}`).includes(
    delimiter,
  );
  return isClear ? content : makeContent(random, boundary);
}

function makeFields(random: Random, boundary: string): Field[] {
  return Array.from({ length: 1 + random(3) }, (_, index) => ({
    name: ["data", "naïve", "a b", "€"][random(4)] ?? "",
    filename: index === 0 ? undefined : ["a.txt", "ä;b=c.bin", "x"][random(3)],
    content: makeContent(random, boundary),
  }));
}

function encode(fields: readonly Field[], boundary: string): Bytes {
  const pieces = fields.flatMap(({ name, filename, content }) => {
    const file = filename === undefined ? "" : `; filename="${filename}"`;
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n`;
    return [bytes(head), content, bytes("\r\n")];
  });
  return concat([...pieces, bytes(`--${boundary}--\r\n`)]);
}

async function readWithOurs(chunks: Iterable<Bytes>, boundary: string): Promise<Field[]> {
  const fields: (Omit<Field, "content"> & { pieces: Bytes[] })[] = [];
  for await (const event of parseMultipart(stream(chunks), boundary)) {
    if (event.type === "field")
      fields.push({ name: event.field.name, filename: event.field.filename, pieces: [] });
    else fields.at(-1)?.pieces.push(event.chunk);
  }
  return fields.map(({ pieces, ...field }) => ({ ...field, content: concat(pieces) }));
}

function readWithBusboy(chunks: Iterable<Bytes>, boundary: string): Promise<Field[]> {
  return new Promise((resolve, reject) => {
    const busboy = new Busboy({
      headers: { "content-type": `multipart/form-data; boundary="${boundary}"` },
      isPartAFile: () => true,
      preservePath: true,
    });
    const fields: (Omit<Field, "content"> & { pieces: Buffer[] })[] = [];
    busboy.on("file", (name, file, filename: string | undefined) => {
      const pieces: Buffer[] = [];
      fields.push({ name, filename, pieces });
      file.on("data", (piece: Buffer) => pieces.push(piece));
    });
    busboy.on("error", reject);
    busboy.on("finish", () => {
      resolve(fields.map(({ pieces, ...field }) => ({ ...field, content: concat(pieces) })));
    });
    for (const chunk of chunks) busboy.write(chunk);
    busboy.end();
  });
}

test.each(Array.from({ length: 60 }, (_, seed) => seed))("form of seed %i", async (seed) => {
  const random = randomFrom(seed);
  const boundary = makeBoundary(random);
  const fields = makeFields(random, boundary);
  const body = encode(fields, boundary);
  expect(await readWithBusboy([body], boundary)).toEqual(fields);
  for (const size of [1, 2, 3, 5, 8, 13, 1 + random(body.length), body.length]) {
    expect(await readWithOurs(split(body, size), boundary), `chunks of ${size}`).toEqual(fields);
  }
});

test("a megabyte of random bytes in chunks of 64 KiB", async () => {
  const random = randomFrom(1);
  const content = Uint8Array.from({ length: 2 ** 20 }, () => random(256));
  const body = encode([{ name: "data", filename: "x", content }], "----boundary");
  const [ours] = await readWithOurs(split(body, 65_536), "----boundary");
  const [theirs] = await readWithBusboy(split(body, 65_536), "----boundary");
  expect(Buffer.from(ours?.content ?? []).equals(content)).toBe(true);
  expect(Buffer.from(theirs?.content ?? []).equals(content)).toBe(true);
});
