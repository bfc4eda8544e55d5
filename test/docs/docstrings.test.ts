import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readDeclaration } from "../../generator/docs/declaration.ts";
import { readExports } from "../../generator/docs/exports.ts";
import { brokenLinks, examplesOf } from "./read-page.ts";

/** What the docstrings of everything that the package exports have to say. */

const files = readdirSync("generated/src", { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => ({ path: `src/${name}`, text: readFileSync(`generated/src/${name}`, "utf8") }));
const { exported } = readExports(files);
const declarations = exported.flatMap(({ name, declared }) =>
  declared === undefined ? [] : [{ name, code: declared.code, ...readDeclaration(declared.code) }],
);
const members = declarations.flatMap(({ name, members }) =>
  members.map((member) => ({ ...member, path: `${name}.${member.name}` })),
);

test("everything exported is described, and so are its properties and parameters", () => {
  const silent = [
    ...declarations.map(({ name, docs }) => ({ path: name, docs })),
    ...members,
  ].filter(({ docs }) => docs.description === "");
  expect(silent.map(({ path }) => path)).toEqual([]);
});

test("a number says first what it counts", () => {
  const counted = /^(?:Bytes|Milliseconds|Seconds|How (?:many|often)|Which|The)\b/;
  const numbers = members.filter(({ type }) => /^number\b/.test(type));
  expect(numbers.length).toBeGreaterThan(30);
  const silent = numbers.filter(({ docs }) => !counted.test(docs.description));
  expect(silent.map(({ path }) => path)).toEqual(["faultsFromSeed.seed"]);
});

test("an option that may be left out has a default", () => {
  const options = declarations.filter(({ name }) =>
    /Options$|Info$|NamedBinary|PartSource/.test(name),
  );
  expect(options.length).toBeGreaterThan(5);
  const silent = options.flatMap(({ name, members }) =>
    members
      // A method that there is not is not called.
      .filter(
        ({ isRequired, type, docs }) =>
          !isRequired && !docs.default && !(name === "PartSource" && type.includes("=>")),
      )
      .map((member) => `${name}.${member.name}`),
  );
  expect(silent).toEqual(["CreateClientOptions.organization", "CreateClientOptions.project"]);
});

test("docstrings name the errors by tags, which pages list", () => {
  const prose = declarations.filter(({ docs }) => /\bthrows an? /i.test(docs.description));
  expect(prose.map(({ name }) => name)).toEqual([]);
});

const pages = readdirSync("generated/docs").filter((name) => name.endsWith(".md"));
const texts = pages.map((name) => ({
  path: `docs/${name}`,
  text: readFileSync(`generated/docs/${name}`, "utf8"),
}));

test("each page of hand-written code has an example", () => {
  const written = texts.filter(({ text }) => text.includes("Generated from the docstrings"));
  expect(written.length).toBeGreaterThan(10);
  const without = written.filter(({ text }) => examplesOf(text).length === 0);
  expect(without.map(({ path }) => path)).toEqual([]);
});

test("each link of the package's pages leads to a page and a heading", () => {
  expect(brokenLinks([...texts, { path: "README.md", text: "" }])).toEqual([]);
});
