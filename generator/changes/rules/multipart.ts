import type { MultipartField } from "../../api-model.ts";
import { pointer } from "../../json.ts";
import { labelOf } from "../label.ts";
import { descend } from "../locate.ts";
import { say } from "../phrase.ts";
import { bodyPointer } from "../places.ts";
import type { Entry } from "../report.ts";
import { objectAt, type MethodPair, type Side } from "../side.ts";

/** How the fields of a form are sent, as far as they are in both: which there are shows in the types. */
export function multipartChanges({ base, head }: MethodPair, { document }: Side): Entry[] {
  const [olds, news] = [base, head].map(({ operation }) => fieldsOf(operation.body?.encoding));
  const schema = bodyPointer(document, head);
  return [...(news?.values() ?? [])].flatMap((field): Entry[] => {
    const old = olds?.get(field.name);
    if (old === undefined) return [];
    const [before, after] = [sentAs(old), sentAs(field)];
    if (before === after) return [];
    const property = descend(document, schema, { kind: "property", name: field.name }) ?? schema;
    const encoding = schema.replace(/\/schema$/, pointer("encoding", field.name).slice(1));
    return [
      {
        verdict: "major",
        audience: "wire only",
        operations: [head.name],
        pointer: Object.keys(objectAt(document, encoding)).length > 0 ? encoding : property,
        what: say`Form field ${labelOf(document, property)} is sent in another form`,
        before,
        after,
        action: say`Calls stay as they are if they compile; whatever stands in for the API (proxy, mock) has to know it.`,
      },
    ];
  });
}

type Encoding = NonNullable<MethodPair["head"]["operation"]["body"]>["encoding"];

function fieldsOf(encoding: Encoding | undefined): Map<string, MultipartField> {
  const fields = encoding?.kind === "multipart" ? encoding.fields : [];
  return new Map(fields.map((field) => [field.name, field]));
}

const kinds = {
  binary: "bytes",
  text: "text",
  json: "JSON",
  auto: "whatever the value is",
};

function sentAs({ kind, array, contentType }: MultipartField): string {
  const list = array ? ", one field per item" : "";
  return `${kinds[kind]}${contentType === undefined ? "" : ` (${contentType})`}${list}`;
}
