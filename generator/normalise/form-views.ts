import { fieldKind } from "../field-kind.ts";
import { isObject, objectOf, pointer, type JsonObject } from "../json.ts";
import { encodingOf } from "../media-type.ts";
import { componentsOf, follow, isBinary, membersOf, typesOf } from "../schema.ts";
import { schemaUses } from "../schema-uses.ts";
import { walkDocument } from "../walk-document.ts";
import { freeKey } from "./bases.ts";
import { dropNull } from "./null-outside.ts";
import { componentKey, insertAfter } from "./view-needs.ts";

/**
 * Gives a schema that reads otherwise in a form than in JSON a second name, `PetForm` for `Pet`: there, files are bytes, and
 * no field may be null, which forms have no word for, but those that are JSON. What only forms have needs no second name.
 *
 * Needed by OpenAI, whose `PartialImages` are in forms and JSON; and by documents of FastAPI, where optional fields may be
 * null.
 */
export function addFormViews(document: JsonObject): void {
  const forms = formsOf(document);
  if (forms.length === 0) return;
  const views = new FormViews(document);
  for (const form of forms) views.turn(form);
}

/** A schema in a form, and how its values go there. */
interface Place {
  /** The schema, or a `$ref` to it. */
  readonly holder: JsonObject;
  /** Whether it is the form, a field of it, or an item of such a field. */
  readonly role: "form" | "field" | "item";
  readonly isMultipart: boolean;
  /** The Encoding Objects of the fields. */
  readonly encodings: JsonObject;
  /** Whether its values are sent as JSON, which has null. */
  readonly isJson: boolean;
}

/** The bodies that are sent as forms: in the first of their media types. */
function formsOf(document: JsonObject): Place[] {
  const found: Place[] = [];
  walkDocument(document, ({ type, node }) => {
    const [entry] = type === "requestBody" ? Object.entries(objectOf(node.content)) : [];
    const kind = entry === undefined ? "raw" : encodingOf(entry[0]);
    const { schema, encoding } = objectOf(entry?.[1]);
    if ((kind !== "multipart" && kind !== "form") || !isObject(schema)) return;
    const isMultipart = kind === "multipart";
    const encodings = objectOf(encoding);
    found.push({ holder: schema, role: "form", isMultipart, encodings, isJson: false });
  });
  return found;
}

/** The schemas inside one that are in the form themselves: what is in an object is JSON. */
function inside(document: JsonObject, place: Place): Place[] {
  const { holder: node, role, isMultipart, encodings } = place;
  const members = membersOf(node).map((holder) => ({ ...place, holder }));
  const { properties, additionalProperties, items, prefixItems = [] } = node;
  const isList = typesOf(node).includes("array");
  const parts = isList ? [items, prefixItems].flat().map((item) => ["", item] as const) : [];
  const fields = [
    ...Object.entries(objectOf(properties)),
    ["", additionalProperties],
    ...parts,
  ] as const;
  const ofForm = fields.map(([name, holder]) => {
    const isJson = isMultipart && fieldKind(document, holder, encodings[name]).kind === "json";
    return { ...place, holder, role: "field", isJson } as const;
  });
  const ofList =
    isList && role === "field" ? [{ ...place, holder: items, role: "item" } as const] : [];
  const found = [...members, ...(role === "form" ? ofForm : []), ...ofList];
  return found.filter((inner): inner is Place => isObject(inner.holder));
}

/** A list is sent item by item, so it can't be null itself where its items can. */
function mayBeNull({ holder, role, isJson }: Place): boolean {
  return isJson && !(role === "field" && typesOf(holder).includes("array"));
}

/** The forms' views of schemas, each made once it is asked for. */
class FormViews {
  readonly #document: JsonObject;
  /** What is JSON somewhere. */
  readonly #texts: ReadonlySet<JsonObject>;
  /** What is JSON somewhere, or in a form without parts, which can't have bytes. */
  readonly #noBytes: ReadonlySet<JsonObject>;
  /** The `$ref`s to the views that have bytes, which only forms with parts can have, by the component's key. */
  readonly #withBytes = new Map<string, string>();
  /** The same for the other views. */
  readonly #others = new Map<string, string>();
  readonly #turned = new Set<JsonObject>();

  constructor(document: JsonObject) {
    this.#document = document;
    this.#texts = schemaUses(document, "form").texts;
    this.#noBytes = schemaUses(document).texts;
  }

  /** Makes a schema, and all that is in the form with it, what a form can hold. */
  turn(place: Place): void {
    const { holder, role } = place;
    if (this.#turned.has(holder)) return;
    this.#turned.add(holder);
    const key = componentKey(holder);
    if (key !== undefined) this.#redirect(place, key);
    else if ("$ref" in holder) return;
    if (role !== "form" && !mayBeNull(place)) dropNull(holder);
    for (const inner of inside(this.#document, place)) this.turn(inner);
    const { mapping } = objectOf(holder.discriminator);
    for (const [value, $ref] of Object.entries(objectOf(mapping))) {
      const target = componentKey({ $ref }) ?? "";
      objectOf(mapping)[value] = this.#viewsFor(place, target).get(target) ?? $ref;
    }
  }

  #redirect(place: Place, key: string): void {
    const schemas = componentsOf(this.#document, "schemas");
    const target = schemas[key];
    if (!isObject(target)) return;
    const made = this.#viewsFor(place, key);
    const known = made.get(key);
    if (known !== undefined) {
      place.holder.$ref = known;
      return;
    }
    const own = { ...place, holder: target };
    const hasBytes = made === this.#withBytes;
    const isShared = (hasBytes ? this.#noBytes : this.#texts).has(follow(this.#document, target));
    const name =
      isShared && (hasBytes || this.#holds(own, isNoNull)) ? freeKey(schemas, `${key}Form`) : key;
    const view = name === key ? target : structuredClone(target);
    const reference = pointer("components", "schemas", name);
    made.set(key, reference);
    place.holder.$ref = reference;
    if (name !== key) insertAfter(this.#document, key, name, view);
    this.turn({ ...place, holder: view });
  }

  #viewsFor(place: Place, key: string): Map<string, string> {
    const holder = componentsOf(this.#document, "schemas")[key];
    const hasBytes =
      place.isMultipart && isObject(holder) && this.#holds({ ...place, holder }, isBytes);
    return hasBytes ? this.#withBytes : this.#others;
  }

  /** Whether a schema in a form, or one that is there with it, reads otherwise than in JSON. */
  #holds(place: Place, differs: (place: Place) => boolean, seen = new Set<JsonObject>()): boolean {
    const holder = follow(this.#document, place.holder);
    if (seen.has(holder)) return false;
    seen.add(holder);
    const here = { ...place, holder };
    return (
      differs(here) ||
      inside(this.#document, here).some((inner) => this.#holds(inner, differs, seen))
    );
  }
}

/** JSON has text for it. */
function isBytes({ holder, isMultipart }: Place): boolean {
  return isMultipart && isBinary(holder);
}

/** JSON has null for it. */
function isNoNull(place: Place): boolean {
  return place.role !== "form" && !mayBeNull(place) && dropNull({ ...place.holder });
}
