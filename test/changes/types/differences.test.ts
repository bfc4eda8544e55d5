import { properties } from "../cases/properties.ts";
import { values } from "../cases/values.ts";
import { testCases } from "../support/judge.ts";

testCases(properties);
testCases(values);
