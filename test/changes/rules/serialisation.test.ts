import { serialisation } from "../cases/serialisation.ts";
import { testCases } from "../support/judge.ts";

testCases(serialisation);
