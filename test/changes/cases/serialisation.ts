import { jobs, wire, type Case } from "../support/case.ts";

/** How parameters and fields of forms are written. */
export const serialisation: readonly Case[] = [
  {
    name: "parameter sent in another style",
    edits: { [`${jobs}/get/parameters/1/explode`]: false },
    want: [["major", "wire only", "query parameter `tags` is sent in another form"]],
    compilerDisagrees: wire,
    first: {
      pointer: "#/paths/~1jobs/get/parameters/1",
      before: "query, style form, exploded",
      after: "query, style form, not exploded",
      action:
        "Calls stay as they are if they compile; whatever stands in for the API (proxy, mock) has to know it.",
    },
  },
  {
    name: "form field sent as JSON",
    edits: {
      "#/paths/~1jobs~1{job_id}~1files/post/requestBody/content/multipart~1form-data/encoding": {
        comment: { contentType: "application/json" },
      },
    },
    want: [["major", "wire only", "Form field `AddFile.comment` is sent in another form"]],
    compilerDisagrees: wire,
    first: {
      pointer:
        "#/paths/~1jobs~1{job_id}~1files/post/requestBody/content/multipart~1form-data/encoding/comment",
      before: "text",
      after: "JSON",
      action:
        "Calls stay as they are if they compile; whatever stands in for the API (proxy, mock) has to know it.",
    },
  },
  {
    name: "form field sent in another style",
    edits: {
      "#/paths/~1jobs~1{job_id}~1files/post/requestBody/content/multipart~1form-data/encoding": {
        marks: { style: "pipeDelimited", explode: false },
      },
    },
    want: [["major", "wire only", "Form field `AddFile.marks` is sent in another form"]],
    compilerDisagrees: wire,
  },
  {
    name: "field of an urlencoded body sent in another style",
    edits: {
      "#/paths/~1jobs~1{job_id}~1labels/put/requestBody/content/application~1x-www-form-urlencoded/encoding":
        { labels: { explode: false } },
    },
    want: [["major", "wire only", "Form field `body.labels` is sent in another form"]],
    compilerDisagrees: wire,
  },
  {
    name: "parameter deprecated",
    edits: { [`${jobs}/get/parameters/0/deprecated`]: true },
    want: [["minor", "caller", "query parameter `limit` is deprecated"]],
  },
];
