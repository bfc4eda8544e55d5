import { parts } from "../cases/parts.ts";
import { testCases } from "../support/judge.ts";

testCases(parts);
