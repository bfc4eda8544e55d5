/** The shapes as Hono's zod-openapi documents them. */
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";

const Owner = z.object({ name: z.string() }).openapi("Owner");
const Keeper = z.object({ owner: Owner.nullable() }).openapi("Keeper");
const State = z.enum(["open", "closed"]).openapi("State");
const Ticket = z.object({ state: State.nullable() }).openapi("Ticket");
const Cat = z.object({ kind: z.literal("cat"), lives: z.number() }).openapi("Cat");
const Dog = z.object({ kind: z.literal("dog"), tricks: z.array(z.string()) }).openapi("Dog");
const Animal = z.discriminatedUnion("kind", [Cat, Dog]).openapi("Animal");
const Branch = z
  .object({ name: z.string(), children: z.lazy(() => z.array(Branch)) })
  .openapi("Branch");
const file = () => z.instanceof(File).openapi({ type: "string", format: "binary" });
const Upload = z.object({ meta: z.object({ title: z.string() }), file: file() });
const Uploads = z.object({ files: z.array(file()) });
const Tally = z.object({ counts: z.record(z.enum(["cats", "dogs"]), z.int()) }).openapi("Tally");
const Entry = z.object({ day: z.iso.date(), at: z.iso.datetime() }).openapi("Entry");

const app = new OpenAPIHono();
const nothing = { 204: { description: "Nothing." } };
function route(method, path, operationId, request, responses) {
  app.openapi(createRoute({ method, path, operationId, request, responses }), (c) =>
    c.body(null, 204),
  );
}
function echo(path, operationId, schema) {
  const content = { "application/json": { schema } };
  const responses = { 200: { description: "The same.", content } };
  route("post", path, operationId, { body: { content, required: true } }, responses);
}
function upload(path, operationId, schema) {
  const body = { content: { "multipart/form-data": { schema } }, required: true };
  route("post", path, operationId, { body }, nothing);
}
echo("/nullable-object", "sendNullableObject", Keeper);
echo("/nullable-enum", "sendNullableEnum", Ticket);
echo("/union", "sendUnion", Animal);
echo("/tree", "sendTree", Branch);
upload("/document", "uploadWithJson", Upload);
upload("/documents", "uploadFiles", Uploads);
const events = { "text/event-stream": { schema: z.string() } };
route("get", "/events", "readStream", {}, { 200: { description: "Events.", content: events } });
route("post", "/nothing", "sendNothing", {}, nothing);
echo("/counts", "sendCounts", Tally);
echo("/date", "sendDate", Entry);
const info = { title: "Shapes", version: "1" };
console.log(JSON.stringify(app.getOpenAPI31Document({ openapi: "3.1.0", info })));
