import { texts } from "../cases/texts.ts";
import { testCases } from "../support/judge.ts";

testCases(texts);
