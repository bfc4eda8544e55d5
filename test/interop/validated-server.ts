import express, { type ErrorRequestHandler, type Request as ExpressRequest } from "express";
import { middleware } from "express-openapi-validator";
import { createUploadsServer } from "../../generator/runtime/uploads/testing/index.ts";
import { serve } from "../runtime/support.ts";

/** What the validator had to say against a request or an answer. */
export interface Objection {
  readonly path: string;
  readonly status: number;
  readonly message: string;
}

// Made once: it reads the document and compiles its schemas when it is first used.
const validate = middleware({
  apiSpec: "spec/uploads.yaml",
  validateRequests: { allowUnknownQueryParameters: false },
  validateResponses: true,
  validateSecurity: true,
  formats: { unixtime: { type: "number", validate: Number.isInteger } },
});

/**
 * The test server behind express-openapi-validator, which holds every request and every answer against
 * `spec/uploads.yaml`. What it refuses does not reach the server.
 */
export async function serveValidated() {
  const server = createUploadsServer();
  const objections: Objection[] = [];
  const app = express();
  app.use(express.json());
  app.use(validate);
  app.use(async (request, response) => {
    const answer = await server.fetch(rebuild(request));
    response.status(answer.status).json(await answer.json());
  });
  const refuse: ErrorRequestHandler = (error: Objection, { path }, response, next) => {
    const { status, message } = error;
    objections.push({ path, status, message });
    if (response.headersSent) next(error);
    else
      response
        .status(status)
        .json({ error: { message, type: "validator", param: null, code: null } });
  };
  app.use(refuse);
  return { server, objections, baseUrl: `${await serve(app)}/v1` };
}

/** The request as the validator has read it: its body is used up. */
function rebuild({ url, headers, body, files }: ExpressRequest): Request {
  const init = { method: "POST", headers: { authorization: headers.authorization ?? "" } };
  const target = `http://localhost${url}`;
  const [file] = (files ?? []) as Express.Multer.File[];
  if (file !== undefined) {
    const form = new FormData();
    form.append(file.fieldname, new File([Uint8Array.from(file.buffer)], file.originalname));
    return new Request(target, { ...init, body: form });
  }
  if (body === undefined) return new Request(target, init);
  const json = { ...init.headers, "content-type": "application/json" };
  return new Request(target, { ...init, headers: json, body: JSON.stringify(body) });
}
