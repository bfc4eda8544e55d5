import { servers } from "../cases/servers.ts";
import { testCases } from "../support/judge.ts";

testCases(servers);
