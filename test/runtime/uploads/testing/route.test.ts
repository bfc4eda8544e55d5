import { describe, expect, test } from "vitest";
import { createUploadsServer } from "../../../../generator/runtime/uploads/testing/index.ts";
import { createBody, read, request, serverWithUpload } from "./helpers.ts";

const json = { "content-type": "application/json" };
const create = {
  method: "POST",
  headers: { authorization: "Bearer sk-1", ...json },
  body: JSON.stringify(createBody),
};

describe("paths", () => {
  test.each([
    "/v1",
    "/v1/",
    "/v1/uploads/",
    "/uploads",
    "/v2/uploads",
    "/v1/uploads/upload_000001",
    "/v1/uploads/upload_000001/part",
    "/v1/uploads/upload_000001/parts/",
    "/v1/uploads//parts",
    "/v1/files",
  ])("%s → 404", async (path) => {
    const server = await serverWithUpload();
    const response = await server.fetch(new Request(`https://api.example${path}`, create));
    expect(await read(response)).toMatchObject({
      status: 404,
      body: { error: { code: "not_found" } },
    });
  });

  test.each(["https://api.openai.com", "http://localhost:8080"])(
    "any origin: %s",
    async (origin) => {
      const response = await createUploadsServer().fetch(
        new Request(`${origin}/v1/uploads`, create),
      );
      expect(response.status).toBe(200);
    },
  );

  test.each([
    ["/proxy/openai/v1", "/proxy/openai/v1/uploads"],
    ["", "/uploads"],
  ])("base path %j → %s", async (basePath, path) => {
    const server = createUploadsServer({ basePath });
    const response = await server.fetch(new Request(`https://api.example${path}`, create));
    expect(response.status).toBe(200);
  });

  test.each(["/parts", "/complete", "/cancel"])("unknown Upload: %s → 404", async (operation) => {
    const response = await createUploadsServer().fetch(
      request(`/uploads/upload_000009${operation}`),
    );
    const error = {
      message: 'There is no Upload "upload_000009": create one.',
      param: "upload_id",
      code: "not_found",
    };
    expect(await read(response)).toMatchObject({ status: 404, body: { error } });
  });
});

test.each(["GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"])(
  "method %s → 405",
  async (method) => {
    const server = await serverWithUpload();
    const response = await server.fetch(
      new Request("https://api.example/v1/uploads/upload_000001/cancel", { method }),
    );
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("POST");
  },
);

describe("keys", () => {
  test.each<[string, string | undefined, string | undefined, number]>([
    ["none", undefined, undefined, 401],
    ["any", "Bearer sk-1", undefined, 200],
    ["an empty one", "Bearer ", undefined, 401],
    ["the scheme in lower case", "bearer sk-1", undefined, 200],
    ["another scheme", "Basic sk-1", undefined, 401],
    ["the right one", "Bearer sk-1", "sk-1", 200],
    ["a wrong one", "Bearer sk-2", "sk-1", 401],
    ["the right one's beginning", "Bearer sk", "sk-1", 401],
    ["the right one and more", "Bearer sk-12", "sk-1", 401],
  ])("%s (%s, server's %s) → %i", async (_, authorization, apiKey, status) => {
    const headers = authorization === undefined ? json : { ...json, authorization };
    const server = createUploadsServer({ apiKey });
    const response = await server.fetch(
      new Request("https://api.example/v1/uploads", { ...create, headers }),
    );
    expect(response.status).toBe(status);
    expect(server.uploads().length).toBe(status === 200 ? 1 : 0);
  });

  test("no key in a response or in the log", async () => {
    const server = createUploadsServer({ apiKey: "sk-right" });
    const headers = { ...json, authorization: "Bearer sk-wrong" };
    const response = await server.fetch(
      new Request("https://api.example/v1/uploads?key=sk-query", { ...create, headers }),
    );
    expect((await response.text()) + JSON.stringify(server.requests())).not.toContain("sk-");
  });
});
