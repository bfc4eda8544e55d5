import { expect, test } from "vitest";
import {
  boundaryOf,
  parseMediaType,
} from "../../../../generator/runtime/uploads/testing/header-values.ts";

const longest = "x".repeat(70);

test.each<[string | null, object | undefined]>([
  ["application/json", { type: "application/json", parameters: new Map() }],
  [
    "Application/JSON ; Charset=UTF-8",
    { type: "application/json", parameters: new Map([["charset", "UTF-8"]]) },
  ],
  [
    'a/b;x="1; y=2" ; y=3',
    {
      type: "a/b",
      parameters: new Map([
        ["x", "1; y=2"],
        ["y", "3"],
      ]),
    },
  ],
  [null, undefined],
  ["", undefined],
  ["multipart", undefined],
  ["a/b c", undefined],
  ["a/b;", undefined],
  ["a/b; x", undefined],
  ["a/b; x=", undefined],
  ['a/b; x="1', undefined],
  ['a/b; x="1"2', undefined],
  ["a/b; x=1; X=2", undefined],
])("media type %j", (value, want) => {
  expect(parseMediaType(value)).toEqual(want);
});

test.each([
  ["multipart/form-data; boundary=xyz", "xyz"],
  [
    "multipart/form-data; charset=utf-8; BOUNDARY=----WebKitFormBoundaryA1",
    "----WebKitFormBoundaryA1",
  ],
  [`multipart/form-data; boundary="a b'()+_,-./:=?"`, "a b'()+_,-./:=?"],
  [`multipart/form-data; boundary=${longest}`, longest],
])("boundary of %s", (value, want) => {
  expect(boundaryOf(mediaType(value))).toBe(want);
});

test.each([
  ["multipart/form-data", "Content-Type has no boundary"],
  ['multipart/form-data; boundary=""', 'the boundary ""'],
  ['multipart/form-data; boundary="x "', 'the boundary "x "'],
  [`multipart/form-data; boundary=x${longest}`, "use 1 to 70"],
  ['multipart/form-data; boundary="a\\b"', "use 1 to 70"],
])("no boundary of %s", (value, message) => {
  expect(() => boundaryOf(mediaType(value))).toThrow(message);
});

function mediaType(value: string) {
  return parseMediaType(value) ?? expect.fail(`${value} is not a media type`);
}
