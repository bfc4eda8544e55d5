import { unions } from "../cases/unions.ts";
import { testCases } from "../support/judge.ts";

testCases(unions);
