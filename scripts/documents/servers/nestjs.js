/* eslint-disable @typescript-eslint/no-extraneous-class -- NestJS takes its schemas from classes. */
/** The shapes as NestJS documents them. Decorators are called as functions, so that Node runs this as it is. */
import "reflect-metadata";
import { Controller, HttpCode, Module, Post, Sse } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import * as swagger from "@nestjs/swagger";

const { ApiBody, ApiConsumes, ApiExtraModels, ApiOkResponse, ApiOperation, ApiProperty } = swagger;

class Owner {}
class Keeper {}
class Ticket {}
class Cat {}
class Dog {}
class Branch {}
class Meta {}
class DocumentUpload {}
class DocumentsUpload {}
class Tally {}
class Entry {}

const fields = (target, properties) => {
  for (const [name, options] of Object.entries(properties))
    ApiProperty(options)(target.prototype, name);
};
fields(Owner, { name: { type: String } });
fields(Keeper, { owner: { type: () => Owner, nullable: true } });
const State = { Open: "open", Closed: "closed" };
fields(Ticket, { state: { enum: State, enumName: "State", nullable: true } });
fields(Cat, { kind: { type: String, enum: ["cat"] }, lives: { type: Number } });
fields(Dog, { kind: { type: String, enum: ["dog"] }, tricks: { type: [String] } });
fields(Branch, { name: { type: String }, children: { type: () => [Branch] } });
fields(Meta, { title: { type: String } });
const file = { type: "string", format: "binary" };
fields(DocumentUpload, { meta: { type: () => Meta }, file });
fields(DocumentsUpload, { files: { type: "array", items: file } });
const count = { type: "integer" };
const counts = { type: "object", properties: { cats: count, dogs: count } };
fields(Tally, { counts: { ...counts, required: ["cats", "dogs"] } });
fields(Entry, { day: { type: "string", format: "date" }, at: { type: Date } });

const animal = {
  schema: {
    oneOf: [Cat, Dog].map((type) => ({ $ref: swagger.getSchemaPath(type) })),
    discriminator: {
      propertyName: "kind",
      mapping: { cat: swagger.getSchemaPath(Cat), dog: swagger.getSchemaPath(Dog) },
    },
  },
};

class Shapes {}
/** A method with its decorators, as `@Post() @ApiOkResponse() name(@Body() body)` makes it. */
function method(name, route, decorators) {
  Object.defineProperty(Shapes.prototype, name, { value: (body) => body, writable: true });
  const descriptor = Object.getOwnPropertyDescriptor(Shapes.prototype, name);
  for (const decorate of [route, ApiOperation({ operationId: name }), ...decorators])
    decorate(Shapes.prototype, name, descriptor);
}
function echo(name, path, type) {
  method(name, Post(path), [ApiBody(type), HttpCode(200), ApiOkResponse(type)]);
}
echo("sendNullableObject", "nullable-object", { type: Keeper });
echo("sendNullableEnum", "nullable-enum", { type: Ticket });
ApiExtraModels(Cat, Dog)(Shapes);
echo("sendUnion", "union", animal);
echo("sendTree", "tree", { type: Branch });
const done = [HttpCode(204), swagger.ApiNoContentResponse()];
const multipart = ApiConsumes("multipart/form-data");
method("uploadWithJson", Post("document"), [multipart, ApiBody({ type: DocumentUpload }), ...done]);
method("uploadFiles", Post("documents"), [multipart, ApiBody({ type: DocumentsUpload }), ...done]);
method("readStream", Sse("events"), [
  swagger.ApiProduces("text/event-stream"),
  ApiOkResponse({ type: String }),
]);
method("sendNothing", Post("nothing"), done);
echo("sendCounts", "counts", { type: Tally });
echo("sendDate", "date", { type: Entry });
Controller()(Shapes);

class App {}
Module({ controllers: [Shapes] })(App);
const app = await NestFactory.create(App, { logger: false });
const config = new swagger.DocumentBuilder().setTitle("Shapes").setVersion("1").build();
console.log(JSON.stringify(swagger.SwaggerModule.createDocument(app, config)));
