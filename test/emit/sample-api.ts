import type {
  Api,
  DocumentedType,
  Model,
  Operation,
  Parameter,
  RequestBody,
  Result,
  Service,
} from "../../generator/api-model.ts";

/*
 * Small parts of an API model, complete but for what a test is about.
 */

export function sampleApi(given: Partial<Api> = {}): Api {
  return {
    title: "Parcels",
    description: undefined,
    baseUrl: "https://api.parcels.example/v1",
    services: [],
    models: [],
    ...given,
  };
}

/** An API of one class. */
export function apiOf(operations: Operation[], models: Model[] = []): Api {
  return sampleApi({ services: [sampleService({ operations })], models });
}

export function sampleService(given: Partial<Service> = {}): Service {
  return {
    className: "ParcelsApi",
    fileName: "parcels-api",
    variableName: "parcels",
    description: undefined,
    operations: [],
    ...given,
  };
}

export function sampleOperation(given: Partial<Operation> = {}): Operation {
  return {
    methodName: "listParcels",
    httpMethod: "GET",
    path: "/parcels",
    server: undefined,
    summary: undefined,
    description: undefined,
    deprecated: false,
    pathParameters: [],
    otherParameters: [],
    replacesQuery: false,
    stylesName: undefined,
    body: undefined,
    result: sampleResult(),
    responses: [],
    security: ["Key (HTTP bearer)"],
    unmetSecurity: [],
    ...given,
  };
}

export function sampleResult(given: Partial<Result> = {}): Result {
  return {
    types: [{ kind: "builtIn", name: "string" }],
    documentedType: plainType("string"),
    mediaTypes: ["text/plain"],
    decoding: "text",
    empty: undefined,
    isLossy: false,
    ...given,
  };
}

export function sampleParameter(given: Partial<Parameter> = {}): Parameter {
  return {
    name: "parcel_id",
    argumentName: "parcelId",
    in: "path",
    required: true,
    deprecated: false,
    description: undefined,
    type: { kind: "builtIn", name: "string" },
    documentedType: plainType("string"),
    example: "parcel_1",
    ...given,
  };
}

export function sampleBody(given: Partial<RequestBody> = {}): RequestBody {
  return {
    mediaType: "application/json",
    required: true,
    description: undefined,
    type: { kind: "model", name: "Parcel" },
    documentedType: modelType("Parcel"),
    encoding: { kind: "json" },
    textOnly: undefined,
    isLossy: false,
    properties: [],
    example: { grams: 500 },
    ...given,
  };
}

export function sampleModel(given: Partial<Model> = {}): Model {
  return {
    name: "Parcel",
    key: "Parcel",
    description: undefined,
    deprecated: false,
    type: plainType("object"),
    properties: [],
    example: undefined,
    ...given,
  };
}

export function plainType(text: string): DocumentedType {
  return { text, models: [] };
}

export function modelType(name: string): DocumentedType {
  return { text: name, models: [name] };
}
