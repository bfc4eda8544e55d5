import { Refusal } from "./errors.ts";
import { md5Of } from "./md5-of.ts";
import type { Content } from "./part-writer.ts";
import type { StoredPart, StoredUpload } from "./resources.ts";
import { wrongValue } from "./validate.ts";

/** @throws Refusal for an id that is none of the Upload's. */
export function namedParts({ id, parts }: StoredUpload, partIds: readonly string[]): StoredPart[] {
  return partIds.map((partId, index) => {
    const part = parts.get(partId);
    if (part !== undefined) return part;
    throw wrongValue(`part_ids[${index}]`, partId, `name Parts of ${id}`);
  });
}

export function sizeOf(parts: readonly StoredPart[]): number {
  return parts.reduce((sum, part) => sum + part.size, 0);
}

export function checkSize(parts: readonly StoredPart[], bytes: number): void {
  const total = sizeOf(parts);
  if (total === bytes) return;
  const message = `The Parts have ${total} bytes, but the Upload was created for ${bytes}.`;
  throw new Refusal(400, message, { param: "part_ids", code: "invalid_value" });
}

export function checkOrder(parts: readonly StoredPart[], upload: StoredUpload): void {
  const asAdded = [...upload.parts.values()].filter((part) => parts.includes(part));
  const late = parts.findIndex((part, index) => part !== asAdded[index]);
  if (late === -1) return;
  const remedy = "name Parts in the order in which they were added";
  throw wrongValue(`part_ids[${late}]`, parts[late]?.id, remedy);
}

export function unknownMd5(): Refusal {
  const details = { param: "md5", code: "unknown_parameter" } as const;
  return new Refusal(400, "Unknown parameter: 'md5'.", details);
}

export async function checkMd5(
  content: Content,
  wanted: string,
  signal: AbortSignal,
): Promise<void> {
  const found = await md5Of(content, signal);
  if (found === wanted.toLowerCase()) return;
  throw wrongValue("md5", wanted, `the content's md5 is ${found}`);
}
