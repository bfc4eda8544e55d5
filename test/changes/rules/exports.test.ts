import { exports } from "../cases/exports.ts";
import { testCases } from "../support/judge.ts";

testCases(exports);
