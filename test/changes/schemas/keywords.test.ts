import { keywords } from "../cases/keywords.ts";
import { testCases } from "../support/judge.ts";

testCases(keywords);
