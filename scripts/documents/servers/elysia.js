/** The shapes as Elysia documents them. */
import { openapi } from "@elysiajs/openapi";
import { Elysia, t } from "elysia";

const Owner = t.Object({ name: t.String() });
const Keeper = t.Object({ owner: t.Nullable(Owner) });
const Ticket = t.Object({ state: t.Nullable(t.Union([t.Literal("open"), t.Literal("closed")])) });
const Cat = t.Object({ kind: t.Literal("cat"), lives: t.Number() });
const Dog = t.Object({ kind: t.Literal("dog"), tricks: t.Array(t.String()) });
const Animal = t.Union([Cat, Dog], { discriminator: { propertyName: "kind" } });
const Branch = t.Recursive((self) => t.Object({ name: t.String(), children: t.Array(self) }), {
  $id: "Branch",
});
const Upload = t.Object({ meta: t.Object({ title: t.String() }), file: t.File() });
const Uploads = t.Object({ files: t.Files() });
const Tally = t.Object({
  counts: t.Record(t.Union([t.Literal("cats"), t.Literal("dogs")]), t.Integer()),
});
const Entry = t.Object({ day: t.String({ format: "date" }), at: t.Date() });

const echo = (operationId, schema) => ({
  body: schema,
  response: schema,
  detail: { operationId },
});
const same = ({ body }) => body;
const upload = (operationId, body) => ({
  body,
  parse: "multipart/form-data",
  response: { 204: t.Void() },
  detail: { operationId },
});
const app = new Elysia()
  .use(openapi({ documentation: { info: { title: "Shapes", version: "1" } } }))
  .post("/nullable-object", same, echo("sendNullableObject", Keeper))
  .post("/nullable-enum", same, echo("sendNullableEnum", Ticket))
  .post("/union", same, echo("sendUnion", Animal))
  .post("/tree", same, echo("sendTree", Branch))
  .post("/document", () => undefined, upload("uploadWithJson", Upload))
  .post("/documents", () => undefined, upload("uploadFiles", Uploads))
  .get(
    "/events",
    function* () {
      yield "one";
    },
    { detail: { operationId: "readStream" } },
  )
  .post("/nothing", () => undefined, {
    response: { 204: t.Void() },
    detail: { operationId: "sendNothing" },
  })
  .post("/counts", same, echo("sendCounts", Tally))
  .post("/date", same, echo("sendDate", Entry));
await app.modules;
const response = await app.handle(new Request("http://localhost/openapi/json"));
console.log(await response.text());
