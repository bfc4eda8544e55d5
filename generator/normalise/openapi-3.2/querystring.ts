import { isObject, type JsonObject } from "../../json.ts";
import { wholeQueryMark } from "./marks.ts";

/** A parameter whose value is the whole query becomes one in the query, of the type of its content. */
export function lowerQuerystring(parameter: JsonObject): void {
  if (parameter.in !== "querystring" || !isObject(parameter.content)) return;
  const [[mediaType, media] = []] = Object.entries(parameter.content);
  if (mediaType === undefined || !isObject(media)) return;
  delete parameter.content;
  parameter.in = "query";
  parameter.schema = media.schema ?? {};
  for (const key of ["example", "examples"])
    if (media[key] !== undefined) parameter[key] ??= media[key];
  parameter[wholeQueryMark] = mediaType;
}
