import type { Recorded } from "./recorder.ts";

/** A call of a client generated from a real document, and the request that has to come of it. */
export interface BodyCase {
  readonly document: string;
  readonly call: string;
  readonly want: Recorded;
}

/** What `bytes` of the caller is, in hex. */
const bytes = "00ff0d0a2d2d800a";
const multipart = "multipart/form-data";
const form = "application/x-www-form-urlencoded";
const text = "text/plain";
const binary = "application/octet-stream";

/** Documents whose clients are generated and type-checked within a second or two. */
export const smallDocuments: BodyCase[] = [
  {
    document: "autorest-formdata-v2.json",
    call: `new api.FormdataApi(client).formdataUploadFile({ fileContent: bytes, fileName: "a é.bin" })`,
    want: {
      line: "POST /formdata/stream/uploadfile",
      type: multipart,
      body: [
        ["fileContent", bytes, binary, "blob"],
        ["fileName", "a Ã©.bin", text],
      ],
    },
  },
  {
    document: "autorest-formdata-v2.json",
    call: `new api.FormdataApi(client).formdataUploadFiles({ fileContent: [new File([bytes], "a.bin"), new Blob(["b"], { type: "image/png" })] })`,
    want: {
      line: "POST /formdata/stream/uploadfiles",
      type: multipart,
      body: [
        ["fileContent", bytes, binary, "a.bin"],
        ["fileContent", "62", "image/png", "blob"],
      ],
    },
  },
  {
    document: "autorest-formdata-v2.json",
    call: `new api.FormdataApi(client).formdataUploadFileViaBody(bytes)`,
    want: { line: "PUT /formdata/stream/uploadfile", type: binary, body: bytes },
  },
  {
    document: "oag-binary-schema-31.yaml",
    call: `new api.DefaultApi(client).upload({ file: new Blob([bytes]).stream(), image: bytes.buffer })`,
    want: {
      line: "POST /upload",
      type: multipart,
      body: [
        ["file", bytes, binary, "blob"],
        ["image", bytes, binary, "blob"],
      ],
    },
  },
  {
    document: "oag-multipart-encoding.yaml",
    call: `new api.DefaultApi(client).uploadMultipart({ label: "a\\r\\nb", blob: bytes, image: bytes })`,
    want: {
      line: "POST /uploads",
      type: multipart,
      body: [
        ["image", bytes, "image/png", "blob"],
        ["blob", bytes, binary, "blob"],
        ["label", "a\r\nb", text],
      ],
    },
  },
  {
    document: "oag-multipart-file-array.yaml",
    call: `new api.DefaultApi(client).uploadFiles({ files: [bytes, bytes.subarray(1, 3)], metadata: "m" })`,
    want: {
      line: "POST /upload",
      type: multipart,
      body: [
        ["files", bytes, binary, "blob"],
        ["files", "ff0d", binary, "blob"],
        ["metadata", "m", text],
      ],
    },
  },
  {
    document: "orval-form-data.yaml",
    call: `new api.PetsApi(client).createPets({ id: 7, name: "Rex", "@id": "i", callingCode: "+33", country: "People's Republic of China" })`,
    want: {
      line: "POST /pets",
      type: multipart,
      body: [
        ["@id", "i", text],
        ["callingCode", "+33", text],
        ["country", "People's Republic of China", text],
        ["name", "Rex", text],
        ["id", "7", text],
      ],
    },
  },
  {
    document: "orval-form-data-nested.yaml",
    call: `new api.PetsApi(client).createPets({ name: "Rex", age: 1.5, relatives: [{ name: "A", colors: ["white"] }, {}] })`,
    want: {
      line: "POST /pets",
      type: multipart,
      body: [
        ["name", "Rex", text],
        ["age", "1.5", text],
        ["relatives", '{"name":"A","colors":["white"]}', "application/json"],
        ["relatives", "{}", "application/json"],
      ],
    },
  },
  {
    document: "orval-nullable-binary.yaml",
    call: `new api.DefaultApi(client).uploadNullableBinary({ name: "a b&c=é" })`,
    want: { line: "POST /upload", type: form, body: [["name", "a b&c=é"]] },
  },
  {
    document: "ogen-form.json",
    call: `new api.DefaultApi(client).testFormURLEncoded({ id: 1, description: "d", array: ["x", "y,z"], object: { max: 2 }, deepObject: { min: 3, max: 4 } })`,
    want: {
      line: "POST /testFormURLEncoded",
      type: form,
      body: [
        ["id", "1"],
        ["description", "d"],
        ["array", "x"],
        ["array", "y,z"],
        ["object", '{"max":2}'],
        ["deepObject[min]", "3"],
        ["deepObject[max]", "4"],
      ],
    },
  },
  {
    document: "ogen-form.json",
    call: `new api.DefaultApi(client).testMultipart({ description: "d", deepObject: { min: 3, max: 4 } })`,
    want: {
      line: "POST /testMultipart",
      type: multipart,
      body: [
        ["description", "d", text],
        ["deepObject[min]", "3", text],
        ["deepObject[max]", "4", text],
      ],
    },
  },
  {
    document: "ogen-form.json",
    call: `new api.DefaultApi(client).testMultipartUpload({ orderId: 5, file: bytes, files: [bytes, new File(["x"], 'q".txt')] })`,
    want: {
      line: "POST /testMultipartUpload",
      type: multipart,
      body: [
        ["orderId", "5", text],
        ["file", bytes, binary, "blob"],
        ["files", bytes, binary, "blob"],
        ["files", "78", binary, "q%22.txt"],
      ],
    },
  },
  {
    document: "ogen-http-requests.json",
    call: `new api.DefaultApi(client).maskContentType(bytes)`,
    want: { line: "POST /maskContentType", type: binary, body: bytes },
  },
  {
    document: "ogen-http-requests.json",
    call: `new api.DefaultApi(client).base64Request("é")`,
    want: { line: "POST /base64Request", type: text, body: "c3a9" },
  },
  {
    document: "readme-file-uploads-30.json",
    call: `new api.ImagePngApi(client).postAnythingImagePng(bytes)`,
    want: { line: "POST /anything/image-png", type: "image/png", body: bytes },
  },
  {
    document: "readme-file-uploads-30.json",
    call: `new api.MultipartFormDataApi(client).postAnythingMultipartFormdata({ orderId: 1, documentFile: bytes })`,
    want: {
      line: "POST /anything/multipart-formdata",
      type: multipart,
      body: [
        ["orderId", "1", text],
        ["documentFile", bytes, binary, "blob"],
      ],
    },
  },
  ...(
    [
      [
        "formDataStandard",
        "POST",
        "",
        [
          ["array", "a"],
          ["array", "b"],
          ["object", '{"foo":"f"}'],
        ],
      ],
      [
        "formDataFormNonExploded",
        "POST",
        "/form",
        [
          ["array", "a,b"],
          ["object", "foo,f"],
        ],
      ],
      [
        "formDataFormExploded",
        "PUT",
        "/form",
        [
          ["array", "a"],
          ["array", "b"],
          ["foo", "f"],
        ],
      ],
      [
        "formDataPipeDelimitedNonExploded",
        "POST",
        "/pipeDelimited",
        [
          ["array", "a|b"],
          ["object", "foo|f"],
        ],
      ],
      [
        "formDataDeepObjectExploded",
        "POST",
        "/deepObject",
        [
          ["array[0]", "a"],
          ["array[1]", "b"],
          ["object[foo]", "f"],
        ],
      ],
    ] as const
  ).map(([method, verb, path, fields]) => ({
    document: "readme-params-style-31.json",
    call: `new api.MultipartFormDataEncodingApi(client).${method}({ array: ["a", "b"], object: { foo: "f" } })`,
    want: {
      line: `${verb} /anything/form-data${path}`,
      type: multipart,
      body: fields.map(([name, value]) => [
        name,
        value,
        value.startsWith("{") ? "application/json" : text,
      ]),
    },
  })),
  {
    document: "oapi-strict.yaml",
    call: `new api.DefaultApi(client).unspecifiedContentType(new Blob([bytes], { type: "image/webp" }))`,
    want: { line: "POST /unspecified-content-type", type: "image/webp", body: bytes },
  },
  {
    document: "oapi-strict.yaml",
    call: `new api.DefaultApi(client).uRLEncodedExample({ value: "+ %" })`,
    want: { line: "POST /urlencoded", type: form, body: [["value", "+ %"]] },
  },
  {
    document: "oapi-strict.yaml",
    call: `new api.DefaultApi(client).multipartRelatedExample({ data: bytes, contentType: "multipart/related; boundary=x" })`,
    want: { line: "POST /multipart-related", type: "multipart/related", body: bytes },
  },
  {
    document: "petstore3.yaml",
    call: `new api.PetApi(client).uploadFile(12, bytes, { additionalMetadata: "a&b" })`,
    want: { line: "POST /pet/12/uploadImage?additionalMetadata=a%26b", type: binary, body: bytes },
  },
  {
    document: "xero-files.yaml",
    call: `new api.FilesApi(client).uploadFile({ body: "AAE=", name: "n", filename: "f" }, { "xero-tenant-id": "t" })`,
    want: {
      line: "POST /Files",
      type: multipart,
      body: [
        ["body", "AAE=", text],
        ["name", "n", text],
        ["filename", "f", text],
      ],
    },
  },
  {
    document: "scalar-galaxy.json",
    call: `new api.PlanetsApi(client).uploadImage(1, { image: bytes })`,
    want: {
      line: "POST /planets/1/image",
      type: multipart,
      body: [["image", bytes, binary, "blob"]],
    },
  },
  {
    document: "oai-uspto.yaml",
    call: `new api.SearchApi(client).performSearch("oa citations", "v1", { criteria: "a:[1 TO 2]", start: 0 })`,
    want: {
      line: "POST /oa%20citations/v1/records",
      type: form,
      body: [
        ["criteria", "a:[1 TO 2]"],
        ["start", "0"],
      ],
    },
  },
];

/** Documents that would take long: of their clients only the code is made. */
export const largeDocuments: BodyCase[] = [
  {
    document: "box.json",
    call: `new api.UploadsApi(client).postFilesContent({ attributes: { name: "a", parent: { id: "0" } }, file: bytes }, { fields: ["id", "name"] })`,
    want: {
      line: "POST /files/content?fields=id,name",
      type: multipart,
      body: [
        ["attributes", '{"name":"a","parent":{"id":"0"}}', "application/json"],
        ["file", bytes, binary, "blob"],
      ],
    },
  },
  {
    document: "openai-2025-03.yaml",
    call: `new api.AudioApi(client).createTranscription({ file: new File([bytes], "a.mp3", { type: "audio/mpeg" }), model: "whisper-1", "timestamp_granularities[]": ["word", "segment"] })`,
    want: {
      line: "POST /audio/transcriptions",
      type: multipart,
      body: [
        ["file", bytes, "audio/mpeg", "a.mp3"],
        ["model", "whisper-1", text],
        ["timestamp_granularities[]", "word", text],
        ["timestamp_granularities[]", "segment", text],
      ],
    },
  },
  {
    document: "stripe-2022.json",
    call: `new api.DefaultApi(client).postCustomers({ name: "Ann", address: { city: "Bonn" }, metadata: { "a&b": "c" }, expand: ["tax"], tax_id_data: [{ type: "eu_vat", value: "DE1" }] })`,
    want: {
      line: "POST /v1/customers",
      type: form,
      body: [
        ["name", "Ann"],
        ["address[city]", "Bonn"],
        ["expand[0]", "tax"],
        ["metadata[a&b]", "c"],
        ["tax_id_data[0][type]", "eu_vat"],
        ["tax_id_data[0][value]", "DE1"],
      ],
    },
  },
  {
    document: "twilio-api-v2010.json",
    call: `new api.Api20100401MessageApi(client).createMessage("AC1", { To: "+1555", Body: "é", MediaUrl: ["https://a.example/?b=c&d", "https://e.example"] })`,
    want: {
      line: "POST /2010-04-01/Accounts/AC1/Messages.json",
      type: form,
      body: [
        ["To", "+1555"],
        ["Body", "é"],
        ["MediaUrl", "https://a.example/?b=c&d"],
        ["MediaUrl", "https://e.example"],
      ],
    },
  },
];
