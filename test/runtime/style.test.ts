import { expect, test } from "vitest";
import { formUrlEncoded, styled } from "../../generator/runtime/encoders.ts";
import { cookies, headers, styledPath } from "../../generator/runtime/parameters.ts";
import { queryString } from "../../generator/runtime/query.ts";
import type { ParameterStyle } from "../../generator/runtime/style.ts";

// The values of the tables of styles in OpenAPI 3.0.4 and 3.1.1.
const list = ["blue", "black", "brown"];
const object = { R: 100, G: 200, B: 150 };

test.each<[ParameterStyle, unknown, string]>([
  [{}, "blue", "color=blue"],
  [{}, list, "color=blue&color=black&color=brown"],
  [{}, object, "R=100&G=200&B=150"],
  [{ style: "form", explode: false }, list, "color=blue,black,brown"],
  [{ style: "form", explode: false }, object, "color=R,100,G,200,B,150"],
  [{ style: "spaceDelimited" }, list, "color=blue%20black%20brown"],
  [{ style: "spaceDelimited" }, object, "color=R%20100%20G%20200%20B%20150"],
  [{ style: "spaceDelimited", explode: true }, list, "color=blue&color=black&color=brown"],
  [{ style: "pipeDelimited" }, list, "color=blue%7Cblack%7Cbrown"],
  [{ style: "pipeDelimited" }, object, "color=R%7C100%7CG%7C200%7CB%7C150"],
  [{ style: "deepObject" }, object, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"],
  [
    { style: "deepObject" },
    { a: { b: [1, 2] } },
    "color%5Ba%5D%5Bb%5D%5B0%5D=1&color%5Ba%5D%5Bb%5D%5B1%5D=2",
  ],
  [{ style: "deepObject" }, "now", "color=now"],
  [{ contentType: "application/json" }, ["a"], "color=%5B%22a%22%5D"],
  [{ contentType: "application/json" }, "a", "color=%22a%22"],
  [{}, [{ a: 1 }], "color=%7B%22a%22%3A1%7D"],
  [{}, { "k&": "v=&", none: undefined }, "k%26=v%3D%26"],
  [{ style: "form", explode: false }, ["a,b", "c&d"], "color=a%2Cb,c%26d"],
  [{ style: "form", explode: false }, [], ""],
  [{}, [], ""],
  [{}, null, ""],
  [{}, undefined, ""],
  [{}, 0, "color=0"],
  [{}, false, "color=false"],
  [{}, "", "color="],
])("query: %j of %j → %s", (style, value, want) => {
  expect(queryString({ color: value }, { color: style })).toBe(want);
});

test("a query of several, none of them declared, with a name that needs encoding", () => {
  expect(queryString({ "a&b": "ü", constructor: "x", list: [1, 2] })).toBe(
    "a%26b=%C3%BC&constructor=x&list=1&list=2",
  );
  expect(queryString(undefined)).toBe("");
});

test.each<[ParameterStyle, unknown, string]>([
  [{}, "blue/é", "/blue%2F%C3%A9"],
  [{}, list, "/blue,black,brown"],
  [{}, object, "/R,100,G,200,B,150"],
  [{ explode: true }, list, "/blue,black,brown"],
  [{ explode: true }, object, "/R=100,G=200,B=150"],
  [{ style: "label" }, "blue", "/.blue"],
  [{ style: "label" }, list, "/.blue,black,brown"],
  [{ style: "label" }, object, "/.R,100,G,200,B,150"],
  [{ style: "label", explode: true }, list, "/.blue.black.brown"],
  [{ style: "label", explode: true }, object, "/.R=100.G=200.B=150"],
  [{ style: "matrix" }, "blue", "/;color=blue"],
  [{ style: "matrix" }, list, "/;color=blue,black,brown"],
  [{ style: "matrix" }, object, "/;color=R,100,G,200,B,150"],
  [{ style: "matrix", explode: true }, list, "/;color=blue;color=black;color=brown"],
  [{ style: "matrix", explode: true }, object, "/;R=100;G=200;B=150"],
  [{ contentType: "application/json" }, ["a"], "/%5B%22a%22%5D"],
  [{ contentType: "application/json" }, "a", "/%22a%22"],
  [{}, ["../a", "b,c"], "/..%2Fa,b%2Cc"],
  [{}, { "../k": "$&" }, "/..%2Fk,%24%26"],
])("path: %j of %j → %s", (style, color, want) => {
  expect(styledPath({ color: style })("/{color}", { color })).toBe(want);
});

test.each<[ParameterStyle, unknown]>([
  [{}, []],
  [{}, undefined],
  [{}, [".."]],
  [{ style: "label" }, ""],
  [{ style: "label" }, "."],
  [{ style: "matrix" }, ""],
  [{ style: "matrix" }, NaN],
  [{}, () => "a"],
  [{}, "\ud800"],
  [{}, ["a", "\ud800"]],
  [{ style: "label" }, { "\ud800": 1 }],
  [{ contentType: "application/json" }, undefined],
])("path: %j of %j is refused", (style, color) => {
  expect(() => styledPath({ color: style })("/{color}", { color })).toThrow(/^color must be /);
});

test.each<[ParameterStyle, unknown, string]>([
  [{ style: "simple" }, list, "blue,black,brown"],
  [{ style: "simple" }, object, "R,100,G,200,B,150"],
  [{ style: "simple", explode: true }, object, "R=100,G=200,B=150"],
  [{ contentType: "application/json" }, { a: [1] }, '{"a":[1]}'],
  [{}, 7, "7"],
])("header: %j of %j → %s", (style, value, want) => {
  expect(headers({ "X-Color": value, gone: undefined }, { "X-Color": style })).toEqual({
    "X-Color": want,
  });
});

test.each<[ParameterStyle, unknown, string]>([
  [{}, "blue; path=/", "color=blue%3B%20path%3D%2F"],
  [{}, list, "color=blue; color=black; color=brown"],
  [{}, object, "R=100; G=200; B=150"],
  [{ style: "form", explode: false }, list, "color=blue,black,brown"],
  [{ style: "form", explode: false }, object, "color=R,100,G,200,B,150"],
])("cookie: %j of %j → %s", (style, value, want) => {
  expect(cookies({ color: value }, { color: style })).toEqual({ cookie: want });
});

test.each<[string, ParameterStyle, unknown, string]>([
  ["a value", {}, "blue; admin=1", "color"],
  ["an item", {}, ["blue", "a;b"], "color"],
  ["an item of a list in one", { explode: false }, ["blue", "a;b"], "color"],
  ["a name", {}, { "a;b": 1 }, "a;b"],
])("a cookie that is sent as it is can't hold what ends it: %s", (_, style, value, name) => {
  expect(() => cookies({ color: value }, { color: { ...style, style: "cookie" } })).toThrow(
    new TypeError(`${name} must be encoded, since ";" ends a cookie, got text with ";"`),
  );
});

test("nor can the name of an encoded one, which is none of the document's", () => {
  expect(() => cookies({ color: { "a;b": 1 } })).toThrow('a;b must be encoded, since ";" ends');
});

test("a cookie that is encoded may hold it", () => {
  expect(cookies({ color: "blue; admin=1" })).toEqual({ cookie: "color=blue%3B%20admin%3D1" });
});

test.each<[ParameterStyle, unknown, [string, string][]]>([
  [
    { style: "deepObject" },
    object,
    [
      ["color[R]", "100"],
      ["color[G]", "200"],
      ["color[B]", "150"],
    ],
  ],
  [
    { style: "deepObject" },
    list,
    [
      ["color[0]", "blue"],
      ["color[1]", "black"],
      ["color[2]", "brown"],
    ],
  ],
  [{ style: "form", explode: false }, list, [["color", "blue,black,brown"]]],
  [{ style: "spaceDelimited" }, list, [["color", "blue black brown"]]],
  [
    { style: "form" },
    object,
    [
      ["R", "100"],
      ["G", "200"],
      ["B", "150"],
    ],
  ],
  [{ style: "form" }, undefined, []],
])("form: %j of %j → %j", (style, color, want) => {
  const body = styled(formUrlEncoded, { color: style })({ plain: "x", color });
  const text = new TextDecoder().decode(body?.segments[0] as Uint8Array);
  expect([...new URLSearchParams(text)]).toEqual([["plain", "x"], ...want]);
});
