/*
 * What remains of OpenAPI 3.2 in a document that is otherwise 3.1: fields of ours beside those of the specification.
 */

/** On a Media Type Object, true: its schema is that of an item, and items follow one another. */
export const itemsMark = "x-generator-items";

/** On a query parameter, the media type in which its value is the whole query. */
export const wholeQueryMark = "x-generator-whole-query";
