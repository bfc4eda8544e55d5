/** Lists the sources of the generator and its runtime that no test is called after, and that no test imports. */
import { sourcesWithoutTest } from "../test/support/test-places.ts";
import { readArguments } from "./read-arguments.ts";

readArguments(import.meta.filename);

const sources = sourcesWithoutTest();
for (const source of sources) console.log(`generator/${source}`);
console.log(`${sources.length} sources, tested through others alone`);
