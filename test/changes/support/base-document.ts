import type { JsonObject } from "../../../generator/json.ts";

const text = { type: "string" };
const json = (schema: unknown) => ({ "application/json": { schema } });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const answer = (name: string) => ({ "200": { description: "Done.", content: json(ref(name)) } });
const jobId = { name: "job_id", in: "path", required: true, schema: text };

/** A small API with everything that the changes of `cases.ts` need. Made afresh, so that a case may edit it. */
export function baseDocument(): JsonObject {
  const document = {
    openapi: "3.1.0",
    info: { title: "Jobs", version: "1" },
    servers: [{ url: "https://api.example.com/v1" }],
    security: [{ Key: [] }],
    paths: {
      "/jobs": {
        get: {
          operationId: "listJobs",
          tags: ["Jobs"],
          parameters: [
            { name: "limit", in: "query", schema: { type: "integer", default: 20, maximum: 100 } },
            { name: "tags", in: "query", schema: { type: "array", items: text } },
          ],
          responses: answer("JobList"),
        },
        post: {
          operationId: "createJob",
          tags: ["Jobs"],
          description: "Starts a job.",
          requestBody: { required: true, content: json(ref("CreateJob")) },
          responses: answer("Job"),
        },
      },
      "/jobs/{job_id}/files": {
        servers: [{ url: "https://files.example.com/v1" }],
        post: {
          operationId: "addFile",
          tags: ["Jobs"],
          parameters: [jobId],
          requestBody: {
            required: true,
            content: { "multipart/form-data": { schema: ref("AddFile") } },
          },
          responses: answer("Job"),
        },
      },
      "/jobs/{job_id}": {
        delete: {
          operationId: "deleteJob",
          tags: ["Jobs"],
          parameters: [jobId],
          responses: { "204": { description: "Done." } },
        },
      },
      "/jobs/{job_id}/labels": {
        put: {
          operationId: "labelJob",
          tags: ["Jobs"],
          parameters: [jobId],
          requestBody: {
            content: {
              "application/x-www-form-urlencoded": {
                schema: {
                  type: "object",
                  properties: { labels: { type: "array", items: text }, note: text },
                },
              },
            },
          },
          responses: { "204": { description: "Done." } },
        },
      },
      "/jobs/{job_id}/cancel": {
        post: {
          operationId: "cancelJob",
          tags: ["Jobs"],
          parameters: [jobId],
          responses: answer("Job"),
        },
      },
    },
    webhooks: {
      reminded: { $ref: "#/components/pathItems/Reminder" },
      done: {
        post: {
          requestBody: {
            content: json({ type: "object", required: ["id"], properties: { id: text, at: text } }),
          },
          responses: { "204": { description: "Done." } },
        },
      },
    },
    components: {
      pathItems: {
        Reminder: {
          post: {
            requestBody: { content: json({ type: "object", properties: { at: text, by: text } }) },
            responses: { "204": { description: "Done." } },
          },
        },
      },
      securitySchemes: {
        Key: { type: "http", scheme: "bearer" },
        Cookie: { type: "apiKey", in: "cookie", name: "session" },
      },
      schemas: {
        CreateJob: {
          type: "object",
          required: ["name", "kind"],
          properties: {
            name: { type: "string", description: "What to call it.", maxLength: 64 },
            kind: { type: "string", enum: ["copy", "sort"] },
            retries: { type: "integer", default: 3 },
            note: { type: ["string", "null"] },
            labels: { type: "object", additionalProperties: text },
          },
        },
        AddFile: {
          type: "object",
          required: ["data"],
          properties: {
            data: { type: "string", contentMediaType: "application/octet-stream" },
            comment: text,
            marks: { type: "array", items: text },
          },
        },
        Job: {
          type: "object",
          required: ["id", "status", "outcome", "steps"],
          properties: {
            id: text,
            status: { type: "string", enum: ["running", "done"] },
            label: text,
            outcome: { anyOf: [ref("Report"), { type: "null" }] },
            steps: { type: "array", items: { oneOf: [ref("CopyStep"), ref("SortStep")] } },
          },
        },
        Report: { type: "object", required: ["lines"], properties: { lines: { type: "integer" } } },
        CopyStep: {
          type: "object",
          required: ["type", "id", "bytes"],
          properties: { type: { const: "copy" }, id: text, bytes: { type: "integer" } },
        },
        SortStep: {
          type: "object",
          required: ["type", "id", "keys"],
          properties: { type: { const: "sort" }, id: text, keys: { type: "array", items: text } },
        },
        JobEvent: { type: "object", required: ["job"], properties: { job: ref("Job"), at: text } },
        JobList: {
          type: "object",
          required: ["data"],
          properties: { data: { type: "array", items: ref("Job") } },
        },
      },
    },
  };
  // What is written once above and used twice becomes two things, so that a case edits one of them.
  return JSON.parse(JSON.stringify(document)) as JsonObject;
}

/** Values to set by JSON pointer; `undefined` takes the place away. */
export type Edits = Readonly<Record<string, unknown>>;

/** A document with edits made, in their order. */
export function edited(document: JsonObject, edits: Edits): JsonObject {
  for (const [pointer, value] of Object.entries(edits)) edit(document, pointer, value);
  return document;
}

function edit(document: JsonObject, pointer: string, value: unknown): void {
  const keys = pointer
    .split("/")
    .slice(1)
    .map((key) => key.replace(/~1/g, "/").replace(/~0/g, "~"));
  const last = keys.pop() ?? "";
  let node: object = document;
  for (const key of keys) {
    const child: unknown = Reflect.get(node, key);
    if (typeof child !== "object" || child === null) throw new Error(`${pointer}: no ${key} there`);
    node = child;
  }
  if (value === undefined) Reflect.deleteProperty(node, last);
  else Reflect.set(node, last, value);
}
