import { mediaTypes } from "../cases/media-types.ts";
import { testCases } from "../support/judge.ts";

testCases(mediaTypes);
