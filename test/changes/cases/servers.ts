import { baseDocument } from "../support/base-document.ts";
import { cancel, jobs, pathItem, wire, type Case } from "../support/case.ts";

const files = "#/paths/~1jobs~1{job_id}~1files";

/** Where requests go. */
export const servers: readonly Case[] = [
  {
    name: "server changed",
    edits: { "#/servers/0/url": "https://api.example.org/v1" },
    want: [["major", "wire only", "Requests go to another server by default"]],
    compilerDisagrees: wire,
  },
  {
    name: "path changed under the same operationId",
    edits: {
      "#/paths/~1jobs~1{job_id}~1stop": pathItem("/jobs/{job_id}/cancel"),
      [cancel]: undefined,
    },
    want: [["major", "wire only", "Requests go to another path"]],
    compilerDisagrees: wire,
    first: {
      pointer: "#/paths/~1jobs~1{job_id}~1stop/post",
      alsoAt: ["#/paths/~1jobs~1{job_id}~1cancel/post"],
      before: "/jobs/{job_id}/cancel",
      after: "/jobs/{job_id}/stop",
      action:
        "Calls stay as they are; whatever stands between or in for the API (proxy, allow list, mock) has to know it.",
    },
  },
  {
    name: "version in the server's URL moved into the paths",
    edits: {
      "#/servers/0/url": "https://api.example.com",
      "#/paths": Object.fromEntries(
        Object.entries(baseDocument().paths as object).map(([path, item]) => [`/v1${path}`, item]),
      ),
    },
    want: [
      ["minor", "wire only", "Requests go to another server by default"],
      ["minor", "wire only", "Requests go to another path"],
      ["minor", "wire only", "Requests go to another path"],
      ["minor", "wire only", "Requests go to another path"],
      ["minor", "wire only", "Requests go to another path"],
      ["minor", "wire only", "Requests go to another path"],
      ["minor", "wire only", "Requests go to another path"],
    ],
  },
  {
    name: "an operation gets a server of its own",
    edits: { [`${jobs}/post/servers`]: [{ url: "https://eu.example.com/v1" }] },
    want: [["major", "caller", "Calls have a server of their own now"]],
    compilerDisagrees: wire,
    first: {
      pointer: "#/paths/~1jobs/post/servers",
      before: "https://api.example.com/v1",
      after: "https://eu.example.com/v1",
      action: "Call it with a client whose `baseUrl` is `https://eu.example.com/v1`.",
    },
  },
  {
    name: "so do all of a path",
    edits: { [`${jobs}/servers`]: [{ url: "https://eu.example.com/v1" }] },
    want: [["major", "caller", "Calls have a server of their own now"]],
    compilerDisagrees: wire,
  },
  {
    name: "server of an operation changed",
    edits: { [`${files}/servers/0/url`]: "https://eu.example.com/v1" },
    want: [["major", "caller", "Calls have another server of their own"]],
    compilerDisagrees: wire,
  },
  {
    name: "server of an operation taken away",
    edits: { [`${files}/servers`]: undefined },
    want: [["major", "caller", "Calls have no server of their own any more"]],
    compilerDisagrees: wire,
  },
  {
    name: "server of an operation moved from its path to itself",
    edits: {
      [`${files}/servers`]: undefined,
      [`${files}/post/servers`]: [
        { url: "https://{name}.example.com/v1/", variables: { name: { default: "files" } } },
      ],
    },
    want: [
      [
        "patch",
        "docs only",
        "2 places of the document differ, without effect on any method or model",
      ],
    ],
  },
  {
    name: "every operation moved to the server of one",
    edits: { "#/servers/0/url": "https://files.example.com/v1" },
    want: [
      ["major", "wire only", "Requests go to another server by default"],
      ["minor", "caller", "Calls have no server of their own any more"],
    ],
    compilerDisagrees: wire,
  },
];
