import { webhooks } from "../cases/webhooks.ts";
import { testCases } from "../support/judge.ts";

testCases(webhooks);
