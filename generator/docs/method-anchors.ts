import type { Service } from "../api-model.ts";

/** The heading over a class's table of methods. */
export const methodsTitle = "Methods";

/** The headings under each method, in the order in which they stand. */
export const methodSections = {
  example: "Example",
  parameters: "Parameters",
  result: "Return type",
  authorization: "Authorization",
  headers: "HTTP request headers",
  responses: "Responses",
} as const;

/** The anchors of a class's methods on its page, as GitHub makes them: it numbers the later ones of equal headings. */
export function methodAnchors({ className, operations }: Service): string[] {
  const taken = new Set<string>();
  claimAnchor(className, taken);
  claimAnchor(methodsTitle, taken);
  return operations.map(({ methodName }) => {
    const anchor = claimAnchor(methodName, taken);
    for (const title of Object.values(methodSections)) claimAnchor(title, taken);
    return anchor;
  });
}

function claimAnchor(heading: string, taken: Set<string>): string {
  const plain = heading
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, "")
    .replace(/ /g, "-");
  let anchor = plain;
  for (let count = 1; taken.has(anchor); count++) anchor = `${plain}-${count}`;
  taken.add(anchor);
  return anchor;
}
