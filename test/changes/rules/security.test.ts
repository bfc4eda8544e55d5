import { security } from "../cases/security.ts";
import { testCases } from "../support/judge.ts";

testCases(security);
