import { schemas, type Case } from "../support/case.ts";

/** Types that no method takes or gives. */
export const parts: readonly Case[] = [
  {
    name: "property removed from a type that no method takes or gives",
    edits: { [`${schemas}/JobEvent/properties/at`]: undefined },
    want: [["major", "reader of results", "`JobEvent.at` is gone"]],
    compilerDisagrees: "the program uses nothing that its methods don't give",
  },
  {
    name: "property of a webhook removed",
    edits: {
      "#/webhooks/done/post/requestBody/content/application~1json/schema/properties/at": undefined,
    },
    want: [["major", "reader of results", "webhook `done.at` is gone"]],
    compilerDisagrees: "the program uses nothing that its methods don't give",
    first: {
      pointer: "#/webhooks/done/post/requestBody/content/application~1json/schema/properties/at",
      before: "string (optional)",
      action: "Stop reading it.",
      gone: true,
    },
  },
  {
    name: "property of a webhook that stands elsewhere removed",
    edits: {
      "#/components/pathItems/Reminder/post/requestBody/content/application~1json/schema/properties/by":
        undefined,
    },
    want: [
      ["major", "reader of results", "webhook `reminded.by` is gone"],
      [
        "patch",
        "docs only",
        "One more place of the document differs, without further effect on any method or model",
      ],
    ],
    compilerDisagrees: "the program uses nothing that its methods don't give",
  },
];
