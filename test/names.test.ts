import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  apiKeyVariable,
  argumentName,
  className,
  fileName,
  methodName,
  modelName,
  variableName,
} from "../generator/names.ts";
import { Clashes, Scope } from "../generator/read-api/scope.ts";
import { ownExports } from "../generator/taken-names.ts";

const location = { file: "spec.yaml", pointer: "#/here" };

test.each([
  ["createUpload", "createUpload"],
  ["create_upload", "createUpload"],
  ["create-upload", "createUpload"],
  ["CreateUpload", "createUpload"],
  ["post /uploads/{upload_id}/parts", "postUploadsUploadIdParts"],
  ["listFTJobs", "listFTJobs"],
  ["URL", "url"],
  ["2fa", "_2fa"],
  ["größe ändern", "größeÄndern"],
  ["get`;alert(1)//", "getAlert1"],
])("operationId %j → method %s", (id, want) => {
  expect(methodName(id, location)).toBe(want);
});

test.each(["constructor", "then"])("operationId %s can't be a method", (id) => {
  expect(() => methodName(id, location)).toThrow(`spec.yaml#/here: operationId "${id}"`);
});

test.each([
  ["Uploads", "uploads"],
  ["default", "defaultApi"],
  ["await", "awaitApi"],
])("tag %j → an instance called %s", (tag, want) => {
  expect(variableName(tag)).toBe(want);
});

test.each([
  ["https://api.openai.com/v1", "OPENAI_API_KEY"],
  ["https://api.box.com/2.0", "BOX_API_KEY"],
  ["https://api.x.cloud", "X_API_KEY"],
  ["https://api.my-shop.co.uk", "MY_SHOP_API_KEY"],
  ["http://localhost:3000", "LOCALHOST_API_KEY"],
  ["http://127.0.0.1", "API_KEY"],
  [undefined, "API_KEY"],
])("a key for %j → %s", (baseUrl, want) => {
  expect(apiKeyVariable(baseUrl)).toBe(want);
});

test.each([
  ["Uploads", "UploadsApi", "uploads-api"],
  ["fine tuning", "FineTuningApi", "fine-tuning-api"],
  ["OAuth2 Tokens", "OAuth2TokensApi", "o-auth2-tokens-api"],
])("tag %j → class %s in file %s", (tag, name, file) => {
  expect([className(tag), fileName(className(tag))]).toEqual([name, file]);
});

test.each([
  ["upload_id", "uploadId"],
  ["class", "class_"],
  ["body", "body_"],
  ["X-Request-Id", "xRequestId"],
])("parameter %j → argument %s", (parameter, want) => {
  expect(argumentName(parameter)).toBe(want);
});

test.each([
  ["Upload", "Upload"],
  ["error", "error"],
  ["user.Account", "UserAccount"],
  ["string", "String"],
  ["components", "Components"],
])("schema %j → type %s", (key, want) => {
  expect(modelName(key)).toBe(want);
});

test("a second claim of a name names the first", () => {
  const clashes = new Clashes();
  const scope = new Scope(clashes);
  scope.claim("same", { file: "spec.yaml", pointer: "#/first" });
  scope.claim("same", { file: "spec.yaml", pointer: "#/second" });
  expect(() => {
    clashes.throwIfAny();
  }).toThrow(/#\/second.*#\/first/s);
});

test("the reserved exports are those of the runtime and of create-client.ts", () => {
  const text = ["generator/runtime/index.ts", "generated/src/create-client.ts"]
    .map((path) => readFileSync(path, "utf8"))
    .join("");
  const listed = [...text.matchAll(/export (?:type )?\{([^}]*)\}/g)].flatMap((match) =>
    (match[1] ?? "").split(","),
  );
  const declared = [...text.matchAll(/export (?:const|function|type) (\w+)/g)].map(
    (match) => match[1] ?? "",
  );
  const names = listed
    .map((name) => name.replace("type ", "").trim())
    .filter((name) => name !== "");
  expect([...ownExports].sort()).toEqual([...new Set([...names, ...declared])].sort());
});
