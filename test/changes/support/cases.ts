import type { Case } from "./case.ts";
import { furtherChanges } from "./further-changes.ts";
import { quietChanges } from "./quiet-changes.ts";
import { ruleChanges } from "./rule-changes.ts";
import { singleChanges } from "./single-changes.ts";

export const cases: readonly Case[] = [
  ...singleChanges,
  ...furtherChanges,
  ...ruleChanges,
  ...quietChanges,
];
