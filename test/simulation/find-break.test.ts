import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { callerMutations } from "./caller-mutations.ts";
import { findBreak, readSources, type Source } from "./find-break.ts";
import { mutations, type Mutation } from "./mutations.ts";

const sources = readSources(fileURLToPath(new URL("../../generator/runtime/", import.meta.url)));

describe("a deliberate break finds its place in the runtime, once", () => {
  test.each([...mutations, ...callerMutations])("$what", (mutation) => {
    const { path, text } = findBreak(mutation, sources);
    expect(text).not.toBe(sources.find((source) => source.path === path)?.text);
  });
});

const line = 'if (now !== identity.fingerprint) throw new Error("changed");';
const broken: Mutation = {
  promise: 4,
  what: "a change is not looked for",
  find: "if ($now !== $identity.fingerprint) throw $error;",
  by: "if ($now === undefined) throw $error;",
};
const sourceOf = (body: string, name = "look"): Source => ({
  path: "look.ts",
  text: `export function ${name}(now: string) {\n${body}\n}\n`,
});

test.each([
  ["as it is", line, 'if (now === undefined) throw new Error("changed");'],
  [
    "in another layout",
    'if (\n  now !== identity.fingerprint\n) {\n  throw new Error("changed");\n}',
    'if (now === undefined) throw new Error("changed");',
  ],
  [
    "with other names",
    'if (found !== (this.#job as Job).wanted.fingerprint) throw new Error("changed");',
    'if (found === undefined) throw new Error("changed");',
  ],
  [
    "another error",
    "if (now !== it.fingerprint) throw late;",
    "if (now === undefined) throw late;",
  ],
])("the place is found %s", (_, body, want) => {
  const { text } = findBreak(broken, [sourceOf("let a;"), sourceOf(body)]);
  expect(text).toBe(sourceOf(want).text);
});

test.each([
  ["where it is gone", [sourceOf("let a;")], `${broken.find} is nowhere`],
  ["where the operator is another", [sourceOf(line.replace("!==", "==="))], "is nowhere"],
  [
    "where it stands twice",
    [sourceOf(line), sourceOf(line)],
    "stands 2 times, in look.ts, look.ts",
  ],
])("%s, the error names the break", (_, given, want) => {
  expect(() => findBreak(broken, given)).toThrow('the break "a change is not looked for": ');
  expect(() => findBreak(broken, given)).toThrow(want);
});

test("where the function is called otherwise, the error names the function", () => {
  const mutation = { ...broken, in: "look" };
  expect(findBreak(mutation, [sourceOf(line, "look"), sourceOf(line, "other")]).path).toBe(
    "look.ts",
  );
  expect(() => findBreak(mutation, [sourceOf(line, "other")])).toThrow("(looked for in look)");
});
