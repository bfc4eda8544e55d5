import { binary, bytes, multipart, text, type BodyCase } from "./body-case.ts";

export const multipartCases: BodyCase[] = [
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
    document: "oag-binary-schema-31.yaml",
    call: `new api.DefaultApi(client).upload({ file: new Blob([bytes]).stream(), image: bytes.buffer })`,
    want: {
      line: "POST /upload",
      type: multipart,
      body: [
        ["file", bytes, binary, "blob"],
        ["image", bytes, "image/png", "blob"],
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
];
