import { leftovers } from "../cases/leftovers.ts";
import { testCases } from "../support/judge.ts";

testCases(leftovers);
