import { binary, bytes, form, text, type BodyCase } from "./body-case.ts";

/** Forms of the other kind, and bodies that are sent as they are. */
export const otherCases: BodyCase[] = [
  {
    document: "autorest-formdata-v2.json",
    call: `new api.FormdataApi(client).formdataUploadFileViaBody(bytes)`,
    want: { line: "PUT /formdata/stream/uploadfile", type: binary, body: bytes },
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
    call: `new api.DefaultApi(client).multipartRelatedExample({ value: "a" })`,
    want: {
      line: "POST /multipart-related",
      type: "multipart/related",
      body: [["value", "a", text]],
    },
  },
  {
    document: "petstore3.yaml",
    call: `new api.PetApi(client).uploadFile(12, bytes, { additionalMetadata: "a&b" })`,
    want: { line: "POST /pet/12/uploadImage?additionalMetadata=a%26b", type: binary, body: bytes },
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
