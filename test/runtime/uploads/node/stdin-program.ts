/** Opens its standard input by path, and prints what it is, or why it can't be. */
import { openFile } from "../../../../generated/src/node.ts";

try {
  const file = await openFile("/dev/stdin");
  const md5 = await file.md5(new AbortController().signal);
  console.log(`${file.name}, ${file.size} bytes, ${md5}`);
  await file.close();
} catch (error) {
  console.log((error as Error).message);
}
