import { expect, test } from "vitest";
import { readDeclaration } from "../../generator/docs/declaration.ts";

function membersOf(code: string): unknown[] {
  return readDeclaration(code).members.map(({ name, type, isRequired, docs }) => [
    name,
    type,
    isRequired,
    docs.description,
    docs.default,
  ]);
}

test.each([
  [
    "a docstring's parts",
    `/**
 * Sends a parcel.
 *
 * By \`train\`.
 *
 * @param parcel What is sent.
 * @throws {LostError} It is lost.
 * @throws {TypeError} It has no weight,
 * or no label.
 * @example
 * const parcel = {
 *   weight: 1,
 * };
 *
 * await send(parcel);
 */
export function send(parcel: Parcel): void;`,
    {
      description: "Sends a parcel.\n\nBy \`train\`.",
      throws: [
        { type: "LostError", text: "It is lost." },
        { type: "TypeError", text: "It has no weight,\nor no label." },
      ],
      examples: ["const parcel = {\n  weight: 1,\n};\n\nawait send(parcel);"],
    },
  ],
  ["no docstring", "export type A = string;", { description: "", throws: [], examples: [] }],
])("reads %s", (_, code, want) => {
  expect(readDeclaration(code).docs).toMatchObject(want);
});

test.each<[string, string, unknown[]]>([
  [
    "properties, their defaults, and methods",
    `export interface Parcel {
  /** Grams. @default 500 */
  readonly weight?: number | undefined;
  /** Told of it. */
  onLost?: ((place: string) => unknown) | undefined;
  label: string | undefined;
  open(by: Person, at?: Date): Promise<void>;
}`,
    [
      ["weight", "number", false, "Grams.", "500"],
      ["onLost", "(place: string) => unknown", false, "Told of it.", undefined],
      ["label", "string | undefined", true, "", undefined],
      ["open", "(by: Person, at?: Date) => Promise<void>", true, "", undefined],
    ],
  ],
  [
    "what of a class others see",
    `export class LostError extends Error {
  override readonly name = "LostError";
  declare readonly place?: string;
  readonly #secret: string;
  constructor(place: string);
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}`,
    [
      ["name", '"LostError"', true, "", undefined],
      ["place", "string", false, "", undefined],
      ["close", "() => Promise<void>", true, "", undefined],
    ],
  ],
  [
    "parameters, and the properties of one that is taken apart",
    `/**
 * @param parcel What is sent.
 * @param speed Kilometres per hour.
 */
export function send(
  parcel: Parcel,
  { speed = 80 }: { readonly speed?: number | undefined } = {},
): void;`,
    [
      ["parcel", "Parcel", true, "What is sent.", undefined],
      ["options.speed", "number", false, "Kilometres per hour.", "80"],
    ],
  ],
])("reads %s", (_, code, want) => {
  expect(membersOf(code)).toEqual(want);
});

test("reads a signature, with its types as they are written", () => {
  const code = `export async function send<P extends Parcel>(
  parcel: P,
  options: Options<P> = {},
): Promise<Sent<P>>;`;
  expect(readDeclaration(code).signature).toEqual({
    name: "send<P extends Parcel>",
    parameters: ["parcel: P", "options?: Options<P>"],
    returnType: "Promise<Sent<P>>",
  });
});

test.each([
  ["export interface A extends B, Partial<C> {}", ["B", "Partial<C>"]],
  ["export class A extends B implements C {}", ["B"]],
  ["export type A = B;", []],
])("what %s extends", (code, want) => {
  expect(readDeclaration(code).bases).toEqual(want);
});
