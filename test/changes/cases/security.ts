import { type Case } from "../support/case.ts";

/** Who is let in. */
export const security: readonly Case[] = [
  {
    name: "security changed",
    edits: { "#/security": [{ Cookie: [] }] },
    want: [["major", "caller", "Authentication has changed"]],
    compilerDisagrees: "types don't show which credentials are accepted",
    first: {
      pointer: "#/security",
      alsoAt: ["#/components/securitySchemes/Key", "#/components/securitySchemes/Cookie"],
      before: "Key (HTTP bearer)",
      after: "Cookie (apiKey in cookie)",
      action:
        "Check your credentials: `apiKey` goes as a bearer token, anything else through `headers`.",
    },
  },
  {
    name: "another way to authenticate added",
    edits: { "#/security": [{ Key: [] }, { Cookie: [] }] },
    want: [["minor", "caller", "Authentication accepts more than before"]],
  },
  {
    name: "security scheme renamed",
    edits: {
      "#/components/securitySchemes/Token": { type: "http", scheme: "Bearer" },
      "#/components/securitySchemes/Key": undefined,
      "#/security": [{ Token: [] }],
    },
    want: [
      [
        "patch",
        "docs only",
        "4 places of the document differ, without effect on any method or model",
      ],
    ],
  },
  {
    name: "no authentication any more",
    edits: { "#/security": [] },
    want: [["minor", "caller", "Authentication accepts more than before"]],
  },
  {
    name: "a security scheme asks for something else under its old name",
    edits: { "#/components/securitySchemes/Key": { type: "apiKey", in: "header", name: "X-Key" } },
    want: [["major", "caller", "Authentication has changed"]],
    compilerDisagrees: "types don't show which credentials are accepted",
  },
];
