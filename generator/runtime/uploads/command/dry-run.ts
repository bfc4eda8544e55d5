import { shownUrl } from "../../secrets.ts";
import { line } from "../../text.ts";
import { filenameOf } from "../file-name.ts";
import { mediaTypeOf, typeOf } from "../media-types.ts";
import { planParts } from "../plan.ts";
import type { PartSource } from "../source.ts";
import { serverOf } from "./connect.ts";
import type { CommandFacts, Library } from "./facts.ts";
import { counted, size as sizeText } from "./format.ts";
import { sizeOf } from "./look.ts";
import { messageOf } from "./message.ts";
import type { Settings } from "./settings.ts";
import { timeText } from "./units.ts";
import { openUrl } from "./url-file.ts";
import { standardInput } from "./urls.ts";

/** Prints what would be sent, and sends nothing. Resolves with 1 if one of the files can't be uploaded, else 0. */
export async function dryRun(
  facts: CommandFacts,
  files: readonly string[],
  settings: Settings,
  isJson: boolean,
): Promise<number> {
  let code = 0;
  const loaded = await facts.load();
  const server = shownUrl(serverOf(facts, loaded, settings.baseUrl));
  for (const file of files) {
    try {
      const plan = await planOf(file, settings, loaded.library);
      const text = isJson
        ? JSON.stringify({ event: "dry-run", file, server, ...plan })
        : `${line(file)}: ${textOf(plan)}, to ${server}`;
      process.stdout.write(`${text}\n`);
    } catch (error) {
      code = 1;
      process.stderr.write(`${line(file)}: ${messageOf(error)}\n`);
    }
  }
  return code;
}

type Plan = Awaited<ReturnType<typeof planOf>>;

async function planOf(file: string, settings: Settings, library: Library) {
  const { purpose, expiresAfter, partSize, concurrency, md5, folder } = settings;
  const { size: bytes, name, type } = await look(file, settings, library);
  const parts = planParts(bytes, partSize).length;
  const filename = filenameOf(settings.filename, name);
  const mimeType = settings.mimeType ?? mediaTypeOf({ name, type }, filename);
  const resume = file === standardInput ? undefined : folder;
  const sent = { filename, bytes, mimeType, purpose, expiresAfter };
  return { ...sent, parts, partSize, concurrency: Math.min(concurrency, parts), md5, resume };
}

/** What is known of a file without reading it. */
async function look(
  file: string,
  { urls, bytes = 0 }: Settings,
  library: Library,
): Promise<Pick<PartSource, "size" | "name" | "type">> {
  if (file === standardInput) return { size: bytes, name: "stdin" };
  const address = urls.get(file);
  if (address) return openUrl(address.url, library);
  return { size: await sizeOf(file), name: file, type: typeOf(file) };
}

function textOf(plan: Plan): string {
  const { filename, bytes, mimeType, purpose, expiresAfter, parts, partSize, md5 } = plan;
  const sent = `as ${line(filename)} (${mimeType}) for ${purpose}`;
  const cut = parts > 1 ? ` of ${sizeText(partSize)}` : "";
  const end = expiresAfter === undefined ? "" : `, deleted after ${timeText(expiresAfter)}`;
  return `${sizeText(bytes)} ${sent} in ${counted(parts, "part")}${cut}, ${md5 ? "with" : "without"} md5${end}`;
}
