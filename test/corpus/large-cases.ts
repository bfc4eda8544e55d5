import { binary, bytes, form, multipart, text, type BodyCase } from "./body-case.ts";

/** Documents that would take long: of their clients only the code is made. */
export const largeCases: BodyCase[] = [
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
    document: "box.json",
    call: `new api.SharedLinksFilesApi(client).getFilesIdGetSharedLink("7", { fields: "shared_link" })`,
    want: { line: "GET /files/7?fields=shared_link", type: undefined, body: "" },
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
