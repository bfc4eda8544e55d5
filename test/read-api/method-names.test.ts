import { expect, test } from "vitest";
import { checkMethodNames } from "../../generator/read-api/method-names.ts";
import { Clashes } from "../../generator/read-api/scope.ts";
import { applyOverlay } from "../../generator/load/apply-overlay.ts";
import { parseOverlay } from "../../generator/load/overlay.ts";
import { sampleOperation, sampleService } from "../emit/sample-api.ts";

const get = sampleOperation({ methodName: "getThing", path: "/things/{id}" });
const other = sampleOperation({ methodName: "getThing", path: `/things('{id}')/"\n\\` });

/** The overlay that a message ends with. */
function overlayIn(message: string): string {
  return message.slice(message.indexOf("overlay: 1.0.0"));
}

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error("nothing was thrown");
}

test("one name in two classes is fine", () => {
  const services = [
    sampleService({ className: "AApi", operations: [get] }),
    sampleService({ className: "BApi", operations: [other] }),
  ];
  expect(() => {
    const clashes = new Clashes();
    checkMethodNames(services, { file: "spec.yaml", clashes });
    clashes.throwIfAny();
  }).not.toThrow();
});

test("three of one name in a class: the message names all, and its overlay tells them apart, whatever the path", () => {
  const third = { ...get, path: "/third", httpMethod: "POST" };
  const services = [sampleService({ operations: [get, other, third] })];
  const message = messageOf(() => {
    const clashes = new Clashes();
    checkMethodNames(services, { file: "spec.yaml", clashes });
    clashes.throwIfAny();
  });
  expect(message).toContain(
    "#/paths/~1third/post/operationId: comes to the name getThing in ParcelsApi, which #/paths/~1things~1{id}/get/operationId has already",
  );
  const document = { paths: { [other.path]: { get: {} }, "/third": { post: {} } } };
  applyOverlay(document, parseOverlay(overlayIn(message), "overlay.yaml"));
  expect(document.paths).toEqual({
    [other.path]: { get: { operationId: "getThing2" } },
    "/third": { post: { operationId: "getThing3" } },
  });
});
